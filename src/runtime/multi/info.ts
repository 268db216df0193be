import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import type { SessionInfo } from "../connection/session.js";

/**
 * Combines what several servers say about themselves: the older era and revision, all capabilities, and the instructions of
 * each under its name.
 */
export function joinInfo(infos: ReadonlyMap<string, SessionInfo>): SessionInfo | undefined {
  const [first, ...others] = infos.values();
  if (first === undefined || others.length === 0) return first;
  const all = [first, ...others];
  const instructions = [...infos].flatMap(([name, info]) =>
    info.instructions === undefined ? [] : [`# ${name}\n\n${info.instructions}`],
  );
  return {
    era: all.every(({ era }) => era === "modern") ? "modern" : "legacy",
    // Revisions are dates, so that alphabetical order is chronological.
    protocolVersion: all.map(({ protocolVersion }) => protocolVersion).sort()[0]!,
    serverInfo: undefined,
    capabilities: all.map(({ capabilities }) => capabilities).reduce(union),
    instructions: instructions.length === 0 ? undefined : instructions.join("\n\n"),
  };
}

function union(a: JsonObject, b: JsonObject): JsonObject {
  const joined = Object.entries(b).map(([key, value]): [string, Json] => {
    const other = Object.hasOwn(a, key) ? a[key]! : undefined;
    return [key, isJsonObject(other) && isJsonObject(value) ? union(other, value) : other || value];
  });
  return { ...a, ...Object.fromEntries(joined) };
}
