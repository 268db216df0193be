import { escapeForPeople, replaceInvisible } from "../../../shared/text/invisible.js";
import type { Output } from "../output.js";

/** Prints text of a server: unchanged into a pipe or file, without control characters on a terminal. */
export function printText(text: string, output: Output): void {
  const { stdout } = output.terminal;
  const isTerminal = "isTTY" in stdout && stdout.isTTY === true;
  output.data(isTerminal ? replaceInvisible(text, escapeForPeople, "\n\t") : text);
}
