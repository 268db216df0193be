import { isJsonObject, type JsonObject } from "../../json/json.js";
import type { Dialect, Surroundings } from "./dialect.js";

const SETTINGS = ["theme", "autoAccept", "contextFileName", "selectedAuthType", "checkpointing", "coreTools"];

/** `mcp.allowed` and `mcp.excluded` (older: `allowMCPServers`, `excludeMCPServers`): names of servers. */
function isOff(key: string, document: JsonObject): boolean {
  const mcp = isJsonObject(document["mcp"]) ? document["mcp"] : {};
  const allowed = mcp["allowed"] ?? document["allowMCPServers"];
  const excluded = mcp["excluded"] ?? document["excludeMCPServers"];
  if (Array.isArray(excluded) && excluded.includes(key)) return true;
  return Array.isArray(allowed) && allowed.length > 0 && !allowed.includes(key);
}

/**
 * Converts `tcp`, which its settings schema calls "TCP address for websocket transport": a WebSocket URL, with or without a
 * scheme.
 */
function ofTcp({ tcp, ...entry }: JsonObject): JsonObject {
  if (typeof tcp !== "string") return tcp === undefined ? entry : { ...entry, tcp };
  const url = /^wss?:/i.test(tcp) ? tcp : `ws://${tcp.replace(/^(?:tcp|https?):\/\//i, "")}`;
  const taken = ["url", "httpUrl", "command"].some((name) => Object.hasOwn(entry, name));
  return taken ? { ...entry, tcp } : { ...entry, url, type: "websocket" };
}

/** Where a server is, in the order in which its documentation looks. */
const ENDPOINTS = ["httpUrl", "url", "command"] as const;

/** Leaves the first endpoint only, and reports those that are passed over. */
function withFirstEndpoint(entry: JsonObject, { note }: Surroundings): JsonObject {
  const [first, ...others] = ENDPOINTS.filter((name) => typeof entry[name] === "string");
  const [second] = others;
  if (first === undefined || second === undefined) return entry;
  note(second, `It is not used, since "${first}" comes first.`, "Keep one of them.");
  return Object.fromEntries(
    Object.entries(entry).filter(([name]) => !(others as readonly string[]).includes(name)),
  );
}

export const gemini: Dialect = {
  id: "gemini",
  title: "Gemini CLI",
  docs: "https://geminicli.com/docs/tools/mcp-server",
  project: [".gemini/settings.json", "gemini-extension.json"],
  home: [".gemini/settings.json"],
  // A server inherits the working directory unless it has `cwd`.
  startsIn: "project",
  markers: ["httpUrl", "trust", "authProviderType", "includeTools", "excludeTools"],
  shape: (document) => SETTINGS.some((name) => Object.hasOwn(document, name)) && "mcpServers" in document,
  timeout: "milliseconds",
  replaces: [
    {
      forms: ["$VAR", "${VAR}", "${VAR:-default}", "%VAR%", "place"],
      source: "google-gemini/gemini-cli#28248",
    },
  ],
  isOff,
  rewrite: (entry, surroundings) => withFirstEndpoint(ofTcp(entry), surroundings),
};

export const qwen: Dialect = {
  ...gemini,
  id: "qwen",
  title: "Qwen Code",
  docs: "https://qwenlm.github.io/qwen-code-docs/en/users/features/mcp/",
  project: [".qwen/settings.json"],
  home: [".qwen/settings.json"],
  // As Gemini CLI, from which it comes.
  startsIn: "project",
  markers: [],
  shape: () => false,
};
