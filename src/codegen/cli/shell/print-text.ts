import { printable } from "../../../shared/command-line/print-text.js";
import type { Output } from "../output.js";

/** Prints text of a server: unchanged into a pipe or file, without control characters on a terminal. */
export function printText(text: string, output: Output): void {
  output.data(printable(text, output.terminal.stdout));
}
