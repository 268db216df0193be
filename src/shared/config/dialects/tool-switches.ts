import type { JsonObject } from "../../json/json.js";

/** A name or pattern of tools, and whether they are on. */
export type ToolSwitch = readonly [pattern: string, on: boolean];

/**
 * Converts tool switches to lists of one server's tools: `["jira_*", false]`. Of two for the same tools, the later one counts;
 * a single name is an exception from a pattern.
 *
 * @param prefix prefix of the server's tools in the switches
 */
export function switchedTools(switches: readonly ToolSwitch[], prefix: string): JsonObject {
  const said = new Map<string, boolean>();
  for (const [pattern, on] of switches) {
    const name = withoutPrefix(pattern, prefix);
    if (name !== undefined) said.set(name, on);
  }
  const all = said.get("*") ?? true;
  const others = [...said].filter(([name, on]) => name !== "*" && on !== all).map(([name]) => name);
  if (!all) return { include_tools: others };
  return others.length === 0 ? {} : { exclude_tools: others };
}

/** Converts a pattern of full names to the server's own; `undefined`: it is about other servers. */
function withoutPrefix(pattern: string, prefix: string): string | undefined {
  if (pattern.startsWith(prefix)) return pattern.slice(prefix.length);
  const star = pattern.indexOf("*");
  return star !== -1 && prefix.startsWith(pattern.slice(0, star)) && pattern.endsWith("*") ? "*" : undefined;
}
