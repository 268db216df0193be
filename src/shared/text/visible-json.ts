import { escapeForCode, replaceInvisible } from "./invisible.js";

/**
 * The JSON of `value` in which nothing is hidden: invisible and control characters are `\uXXXX` escapes. It parses to the same
 * value, in a terminal it is only text, and a review sees what is in it. `indent`: spaces a level, default 2.
 */
export function visibleJson(value: unknown, indent = 2): string {
  // line feeds are those of the indentation: inside of texts JSON escapes them
  return replaceInvisible(JSON.stringify(value, undefined, indent), escapeForCode, "\n");
}
