import type { Ask } from "../../../shared/form/fill-form.js";
import { question } from "../../platform/question.js";

/** How to ask the person at the terminal; `undefined`: stdin or stderr is not a terminal. */
export function askPerson(): Ask | undefined {
  const { stdin, stderr } = process;
  return stdin.isTTY && stderr.isTTY ? (text, signal) => question(text, { signal }) : undefined;
}
