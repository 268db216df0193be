import type { Json, JsonObject } from "../../shared/json/json.js";
import { isJsonObject } from "../../shared/json/json.js";
import { transportNamed } from "../../shared/config/transport-kind.js";

/** Spellings that are read, under the name that every client of an `mcp.json` knows. */
const NAMES: Readonly<Record<string, string>> = {
  environment: "env",
  http_headers: "headers",
  httpUrl: "url",
  serverUrl: "url",
  transport: "type",
  env_file: "envFile",
  timeout_ms: "timeoutMs",
  keep_alive: "keepAlive",
  include_tags: "includeTags",
  exclude_tags: "excludeTags",
  on_drift: "onDrift",
  probe_timeout_ms: "probeTimeoutMs",
  max_message_bytes: "maxMessageBytes",
};

/**
 * Writes an entry as other clients of an `mcp.json` read it: one name for each field, `command` as a text with `args`, and `type` as
 * the kind of the transport. A field that already has its plain name wins.
 */
export function plainFields(fields: JsonObject): JsonObject {
  const members = new Map<string, Json>();
  for (const [name, value] of Object.entries(splitCommand(fields))) {
    const plain = Object.hasOwn(NAMES, name) ? NAMES[name]! : name;
    if (plain !== name && (members.has(plain) || isSet(fields[plain]))) continue;
    if (plain === "type") {
      const kind = kindOf(value);
      if (kind !== undefined) members.set(plain, kind);
    } else members.set(plain, plain === "replicas" ? plainReplicas(value) : value);
  }
  // `httpUrl` is Gemini CLI's word for Streamable HTTP.
  const named = members.has("type") || !isSet(fields["httpUrl"]) || isSet(fields["url"]);
  return Object.fromEntries(named ? members : [["type", "http"], ...members]);
}

/** `"command": ["npx", "-y", "p"]`, as opencode has it, in two fields. */
function splitCommand({ command, ...rest }: JsonObject): JsonObject {
  if (command === undefined || !Array.isArray(command))
    return command === undefined ? rest : { command, ...rest };
  const [program = "", ...leading] = command as readonly Json[];
  const { args = [], ...others } = rest;
  const all = [...leading, ...(Array.isArray(args) ? (args as readonly Json[]) : [])];
  return { command: program, ...(all.length > 0 && { args: all }), ...others };
}

/** `undefined`: the word names no transport, such as `remote`, and the address decides. */
function kindOf(value: Json): Json | undefined {
  if (typeof value !== "string") return value;
  const kind = transportNamed(value);
  return kind === "remote" ? undefined : (kind ?? value);
}

function plainReplicas(value: Json): Json {
  if (!Array.isArray(value)) return value;
  return (value as readonly Json[]).map((item) => (isJsonObject(item) ? plainFields(item) : item));
}

function isSet(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}
