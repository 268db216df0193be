import type { Writable } from "node:stream";
import { question } from "fmcp-runtime/internal";
import type { Ask } from "../../../shared/form/fill-form.js";
import { InterruptedError } from "../interrupt.js";
import type { Output } from "../output.js";

/**
 * Returns how to ask the user; `undefined` if no user is at the terminal, since input or output is
 * redirected.
 */
export function askAt({ terminal }: Output): Ask | undefined {
  const isPersonThere = terminal.live && process.stdin.isTTY;
  return isPersonThere ? (text, signal) => question(text, { output: terminal.stderr, signal }) : undefined;
}

/**
 * Asks the user at the terminal. Input is echoed to `echo`. Default: standard error.
 *
 * @throws {InterruptedError} at Ctrl+D
 */
export async function askPerson(text: string, { terminal }: Output, echo?: Writable): Promise<string> {
  const where = echo === undefined ? { output: terminal.stderr } : { output: echo, terminal: true };
  const answer = await question(text, where);
  if (answer === undefined) throw new InterruptedError();
  return answer;
}
