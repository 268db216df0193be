import { createInterface } from "node:readline/promises";
import type { Output } from "../output.js";
import type { Ask } from "../../../shared/form/fill-form.js";

/** How to ask a person; `undefined`: nobody is there, as what they read or what they write is no terminal. */
export function askAt(output: Output): Ask | undefined {
  const isPersonThere = output.terminal.live && process.stdin.isTTY;
  return isPersonThere ? (question) => askPerson(question, output) : undefined;
}

/** Asks a person at the terminal. */
export async function askPerson(question: string, { terminal }: Output): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: terminal.stderr });
  try {
    return (await reader.question(question)).trim();
  } finally {
    reader.close();
  }
}
