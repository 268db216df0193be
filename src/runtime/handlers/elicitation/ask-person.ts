import { createInterface } from "node:readline/promises";
import type { Ask } from "../../../shared/form/fill-form.js";

/** How to ask the person at the terminal; `undefined`: what they type or what they read is no terminal. */
export function askPerson(): Ask | undefined {
  const { stdin, stderr } = process;
  if (!stdin.isTTY || !stderr.isTTY) return undefined;
  return async (question, signal) => {
    const reader = createInterface({ input: stdin, output: stderr });
    reader.on("SIGINT", interrupt);
    try {
      return (await reader.question(question, signal === undefined ? {} : { signal })).trim();
    } finally {
      reader.close();
    }
  };
}

/** Ctrl+C, which a terminal hands over as a key meanwhile, interrupts the process as ever. */
function interrupt(): void {
  if (!process.emit("SIGINT")) process.kill(process.pid, "SIGINT");
}
