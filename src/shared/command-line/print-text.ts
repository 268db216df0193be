import { escapeForPeople, replaceInvisible } from "../text/invisible.js";

/** Returns text of a server as it may be printed to `stdout`: unchanged into a pipe or file, without control characters on a terminal. */
export function printable(text: string, stdout: object): string {
  const isTerminal = "isTTY" in stdout && stdout.isTTY === true;
  return isTerminal ? replaceInvisible(text, escapeForPeople, "\n\t") : text;
}
