import { escapeForCode, replaceInvisible } from "./invisible.js";

/**
 * Writes JSON in which nothing is hidden: invisible and control characters become `\uXXXX` escapes. It parses to the same
 * value, is only text in a terminal, and can be reviewed completely. `indent`: spaces per level, default 2.
 */
export function visibleJson(value: unknown, indent = 2): string {
  // line feeds can only be those of the indentation: JSON escapes them within strings
  return replaceInvisible(JSON.stringify(value, undefined, indent), escapeForCode, "\n");
}
