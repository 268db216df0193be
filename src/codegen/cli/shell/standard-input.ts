import { text } from "node:stream/consumers";
import type { Terminal } from "../terminal.js";

/** All of standard input, to its end. */
export function readStandardInput({ stdin = process.stdin }: Terminal): Promise<string> {
  return text(stdin);
}
