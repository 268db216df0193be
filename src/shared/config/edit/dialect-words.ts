import type { Json, JsonObject } from "../../json/json.js";

/** Converts a plain entry (`command`, `args`, `env`, `url`, `headers`) to the fields of a client that uses others. */
export function inWordsOf(client: string | undefined, entry: JsonObject): JsonObject {
  if (client === "opencode") return ofOpencode(entry);
  if (client === "goose") return ofGoose(entry);
  if (client === "crush") return { type: "url" in entry ? "http" : "stdio", ...entry };
  if (client === "codex") return ofCodex(entry);
  return entry;
}

function ofOpencode({ command, args, env, ...rest }: JsonObject): JsonObject {
  if (command === undefined) return { type: "remote", ...rest };
  const words = [command, ...(Array.isArray(args) ? (args as readonly Json[]) : [])];
  return { type: "local", command: words, ...(env !== undefined && { environment: env }), ...rest };
}

function ofGoose({ command, env, url, ...rest }: JsonObject): JsonObject {
  const shared = { enabled: true, ...rest, ...(env !== undefined && { envs: env }) };
  return command === undefined
    ? { type: "streamable_http", uri: url ?? "", ...shared }
    : { type: "stdio", cmd: command, ...shared };
}

function ofCodex({ headers, ...rest }: JsonObject): JsonObject {
  return { ...rest, ...(headers !== undefined && { http_headers: headers }) };
}
