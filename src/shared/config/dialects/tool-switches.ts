import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";

/**
 * What a map of tool names to true or false says about the tools of one server, as lists of names: `{ "jira_*": false }`.
 *
 * @param prefix what stands before the names of the server's tools there
 */
export function switchedTools(switches: Json | undefined, prefix: string): JsonObject {
  if (!isJsonObject(switches)) return {};
  const named = (value: boolean): readonly string[] =>
    Object.entries(switches)
      .filter(([, on]) => on === value)
      .flatMap(([pattern]) => withoutPrefix(pattern, prefix) ?? []);
  const [off, on] = [named(false), named(true)];
  if (off.length === 0) return {};
  // A single name that is on is an exception from a pattern that is off.
  return off.includes("*") ? { include_tools: on.filter((name) => name !== "*") } : { exclude_tools: off };
}

/** A pattern of whole names as one of the server's own; `undefined`: it is about other servers. */
function withoutPrefix(pattern: string, prefix: string): string | undefined {
  if (pattern.startsWith(prefix)) return pattern.slice(prefix.length);
  const star = pattern.indexOf("*");
  return star !== -1 && prefix.startsWith(pattern.slice(0, star)) && pattern.endsWith("*") ? "*" : undefined;
}
