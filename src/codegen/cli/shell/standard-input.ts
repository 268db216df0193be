import { text } from "node:stream/consumers";
import type { Terminal } from "../terminal.js";

/** Reads standard input to its end. */
export function readStandardInput({ stdin = process.stdin }: Terminal): Promise<string> {
  return text(stdin);
}
