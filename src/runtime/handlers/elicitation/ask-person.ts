import type { Ask } from "../../../shared/form/fill-form.js";
import { question } from "../../platform/question.js";

/** Returns a function that asks the person at the terminal; `undefined` if stdin or stderr is not a terminal. */
export function askPerson(): Ask | undefined {
  const { stdin, stderr } = process;
  return stdin.isTTY && stderr.isTTY ? (text, signal) => question(text, { signal }) : undefined;
}
