import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";

/** Other clients' names for the same fields. */
const NAMES: Readonly<Record<string, string>> = {
  uri: "url",
  baseUrl: "url",
  base_url: "url",
  server_url: "url",
  endpoint: "url",
  tcp: "url",
  cmd: "command",
  envs: "env",
  working_directory: "cwd",
  workingDirectory: "cwd",
  transportType: "transport",
  transport_type: "transport",
  inherit_env: "inheritEnv",
  oauthScopes: "scopes",
};

/** Returns the name that is read here for a field. */
export function commonName(field: string): string {
  return Object.hasOwn(NAMES, field) ? NAMES[field]! : field;
}

/** Values that do not determine the transport: a client's own strategy, or nothing at all. */
const SILENT: ReadonlySet<string> = new Set([
  "",
  "url",
  "command",
  "docker",
  "http-first",
  "sse-first",
  "auto",
]);

/** Renames fields with several names to the one that is read here, unless that is present. */
export function withCommonNames(entry: JsonObject): JsonObject {
  const members = new Map<string, Json>();
  for (const [name, value] of Object.entries(withoutRequestInit(withoutTransportObject(entry)))) {
    const common = commonName(name);
    const taken = common !== name && Object.hasOwn(entry, common);
    if (isComment(name, value) || isSilent(common, value)) continue;
    members.set(taken ? name : common, value);
  }
  return Object.fromEntries(members);
}

/** Flattens `"transport": { "type", "url" }`, as in registries. */
function withoutTransportObject(entry: JsonObject): JsonObject {
  const { transport, ...rest } = entry;
  return isJsonObject(transport) ? { ...transport, ...rest } : entry;
}

/** Flattens `"requestInit": { "headers" }`, as in the SDK's request options. */
function withoutRequestInit(entry: JsonObject): JsonObject {
  const { requestInit, ...rest } = entry;
  if (!isJsonObject(requestInit) || !isJsonObject(requestInit["headers"])) return entry;
  const { headers, ...others } = requestInit;
  const own = isJsonObject(rest["headers"]) ? rest["headers"] : {};
  return {
    ...rest,
    headers: { ...headers, ...own },
    ...(Object.keys(others).length > 0 && { requestInit: others }),
  };
}

/** Whether a member serves as a comment, which JSON does not have. */
export function isComment(name: string, value: Json): boolean {
  return /^(?:_|\/\/|#|\$comment)/.test(name) && (typeof value === "string" || Array.isArray(value));
}

function isSilent(name: string, value: Json): boolean {
  return (
    (name === "transport" || name === "type") && typeof value === "string" && SILENT.has(value.toLowerCase())
  );
}
