import { once } from "node:events";
import { question } from "fmcp-runtime/internal";

const QUESTION = "If the browser cannot reach this machine, paste the address that it ended on: ";

/**
 * Asks on the terminal for the URL that the browser ended on, for hosts that no browser can reach; an empty line is no answer.
 * After Ctrl+D nothing is pasted: the browser is waited for.
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
