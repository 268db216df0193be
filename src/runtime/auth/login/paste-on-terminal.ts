import { createInterface } from "node:readline/promises";

/** Asks on the terminal for the URL that the browser ended on: for hosts that no browser can reach. */
export async function pasteOnTerminal(_url: URL, signal: AbortSignal): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(
      "If the browser cannot reach this machine, paste the address that it ended on: ",
      { signal },
    );
  } finally {
    terminal.close();
  }
}
