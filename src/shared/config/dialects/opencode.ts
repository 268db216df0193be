import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";
import { KILO_SETTINGS } from "./cline.js";
import { type Dialect, LeftOut, type Surroundings } from "./dialect.js";
import { switchedTools, type ToolSwitch } from "./tool-switches.js";

function schemaOf(document: JsonObject): string {
  const { $schema } = document;
  return typeof $schema === "string" ? $schema : "";
}

/** `"mcp": { "name": { "type": "local" } }`, and since version 2 `"mcp": { "servers": … }`. */
export const opencode: Dialect = {
  id: "opencode",
  title: "opencode",
  docs: "https://opencode.ai/docs/mcp-servers",
  project: ["opencode.json", "opencode.jsonc", ".opencode/opencode.json", ".opencode/opencode.jsonc"],
  home: [".config/opencode/opencode.json", ".config/opencode/opencode.jsonc"],
  // In the workspace (anomalyco/opencode#30677).
  startsIn: "project",
  containers: [["mcp"]],
  markers: ["environment"],
  shape: (document) =>
    /opencode\.ai/.test(schemaOf(document)) ||
    Object.values(isJsonObject(document["mcp"]) ? document["mcp"] : {}).some(
      (entry) => isJsonObject(entry) && (entry["type"] === "local" || entry["type"] === "remote"),
    ),
  timeout: "milliseconds",
  replaces: [{ forms: ["{env:VAR}", "{file:path}"], source: "its page on the config" }],
  rewrite(entry, { key, document, note }) {
    const { experimental } = document;
    const usual = isJsonObject(experimental) ? experimental["mcp_timeout"] : undefined;
    const { timeout = usual, ...rest } = entry;
    if (Object.keys(entry).every((name) => name === "enabled" || name === "disabled")) {
      return new LeftOut(
        "It only switches a server that an organization provides on or off.",
        "Write the server itself here to use it.",
      );
    }
    const tools = switchedTools(switchesOf(document), `${key.replace(/[^\w-]/g, "_")}_`);
    return { ...rest, ...timeoutOf(timeout, note), ...tools };
  },
};

/** Returns the tools that are on or off for everyone; a tool that is on for some agent is used, so it is not hidden. */
function switchesOf(document: JsonObject): readonly ToolSwitch[] {
  const agents = Object.values({ ...objectAt(document, "mode"), ...objectAt(document, "agent") });
  return [
    ...saidBy(document),
    ...agents
      .filter(isJsonObject)
      .flatMap(saidBy)
      .filter(([, on]) => on),
  ];
}

/** Reads `tools`, overridden by what `permission` denies. */
function saidBy(holder: JsonObject): readonly ToolSwitch[] {
  const switches = (name: string, read: (value: Json) => boolean | undefined): readonly ToolSwitch[] =>
    Object.entries(objectAt(holder, name)).flatMap(([pattern, value]) => {
      const on = read(value);
      return on === undefined ? [] : [[pattern, on] as const];
    });
  return [
    ...switches("tools", (value) => (typeof value === "boolean" ? value : undefined)),
    ...switches("permission", (action) => (typeof action === "string" ? action !== "deny" : undefined)),
  ];
}

function objectAt(holder: JsonObject, name: string): JsonObject {
  const value = holder[name];
  return isJsonObject(value) ? value : {};
}

/** Reads `{ "startup", "request" }` of version 2. */
function timeoutOf(timeout: Json | undefined, note: Surroundings["note"]): JsonObject {
  if (timeout === undefined) return {};
  if (!isJsonObject(timeout)) return { timeout };
  const { startup, request } = timeout;
  if (startup !== undefined) {
    const hint = "Use --timeout, or connectTimeoutMs in code.";
    note("timeout.startup", "The time limit of a start is not read from the config.", hint);
  }
  return request === undefined ? {} : { timeoutMs: request };
}

/** Kilo Code writes what opencode does, from which it comes. Its former files count where there is no other. */
export const kilo: Dialect = {
  ...opencode,
  id: "kilo",
  title: "Kilo Code",
  docs: "https://kilo.ai/docs/automate/mcp/using-in-kilo-code",
  project: ["kilo.jsonc", "kilo.json", ".kilo/kilo.jsonc", ".kilo/kilo.json"],
  home: [".config/kilo/kilo.jsonc", ".config/kilo/kilo.json", ...KILO_SETTINGS],
  markers: [],
  shape: (document) => schemaOf(document).includes("kilo.ai"),
};

export const crush: Dialect = {
  id: "crush",
  title: "Crush",
  docs: "https://github.com/charmbracelet/crush#mcps",
  project: ["crush.json", ".crush.json"],
  home: [".config/crush/crush.json", "AppData/Local/crush/crush.json"],
  // A program in a terminal: its servers inherit the working directory.
  startsIn: "project",
  containers: [["mcp"]],
  shape: (document) =>
    schemaOf(document).includes("charm.land") ||
    Object.values(isJsonObject(document["mcp"]) ? document["mcp"] : {}).some(
      (entry) => isJsonObject(entry) && (entry["type"] === "stdio" || "disabled_tools" in entry),
    ),
  timeout: "seconds",
  replaces: [{ forms: ["$VAR", "${VAR}", "${VAR:-default}", "place"], source: "its README" }],
};
