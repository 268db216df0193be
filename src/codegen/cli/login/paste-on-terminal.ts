import { once } from "node:events";
import { question } from "fmcp-runtime/internal";

const QUESTION = "If the browser cannot reach this machine, paste the address that it ended on: ";

/**
 * Asks at the terminal for the URL where the browser ended, for hosts that the browser cannot reach; an empty line is ignored.
 * After Ctrl+D, waits for the browser only.
 */
export async function pasteOnTerminal(
  _url: URL,
  signal: AbortSignal,
  input: NodeJS.ReadableStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Promise<string> {
  for (;;) {
    const answer = await question(QUESTION, { input, output, signal });
    if (answer === undefined) await once(signal, "abort");
    signal.throwIfAborted();
    if (answer) return answer;
  }
}
