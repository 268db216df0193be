import type { HandlerOptions } from "fmcp-runtime";
import { terminalHandlers } from "fmcp-runtime/internal";
import type { Output } from "../output.js";
import { askAt } from "./person.js";

/** Returns handlers for what a server may send and ask meanwhile. */
export function shellHandlers(output: Output, ask = askAt(output)): HandlerOptions {
  return terminalHandlers(output, ask);
}
