import { createInterface, type Interface } from "node:readline/promises";

const QUESTION = "If the browser cannot reach this machine, paste the address that it ended on: ";

/**
 * Asks on the terminal for the URL that the browser ended on, for hosts that no browser can reach; an empty line is no answer.
 * Ctrl+C, which a terminal hands over as a key meanwhile, interrupts the process as ever.
 */
export async function pasteOnTerminal(
  _url: URL,
  signal: AbortSignal,
  input: NodeJS.ReadableStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Promise<string> {
  const terminal = createInterface({ input, output });
  terminal.on("SIGINT", interrupt);
  try {
    return await answerOf(terminal, signal);
  } finally {
    terminal.close();
  }
}

async function answerOf(terminal: Interface, signal: AbortSignal): Promise<string> {
  for (;;) {
    const answer = await terminal.question(QUESTION, { signal });
    if (answer.trim() !== "") return answer;
  }
}

function interrupt(): void {
  if (!process.emit("SIGINT")) process.kill(process.pid, "SIGINT");
}
