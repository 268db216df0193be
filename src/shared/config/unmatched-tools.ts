import { fits } from "../text/fits.js";
import { show } from "../text/show.js";
import { didYouMean } from "../text/suggest.js";
import type { ServerEntry } from "./entry.js";

/**
 * Says of each name or pattern of a config that shows, hides or changes tools, and of which the server has none, that it does
 * nothing, with the nearest name.
 */
export function unmatchedTools(
  { includeTools = [], excludeTools = [], tools = {} }: Partial<ServerEntry>,
  listed: readonly string[],
): readonly string[] {
  const isMissing = (pattern: string): boolean => !listed.some((tool) => fits(pattern, tool));
  const filters = [...new Set([...includeTools, ...excludeTools])].filter(isMissing);
  const changed = Object.keys(tools).filter((tool) => !listed.includes(tool));
  const said = (verb: string, tool: string): string =>
    `The config ${verb} a tool "${show(tool)}", which the server does not have.${didYouMean(tool, listed)}`;
  return [
    ...filters.map((tool) => said("shows or hides", tool)),
    ...changed.map((tool) => said("changes", tool)),
  ];
}
