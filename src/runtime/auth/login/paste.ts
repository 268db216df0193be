import { createInterface } from "node:readline/promises";
import { CallbackError } from "../errors.js";
import { readCallback, type CallbackAnswer } from "./callback-params.js";

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

/** The answer in a pasted redirect URL, or in its query alone. */
export function readPasted(
  text: string,
  redirectUrl: string,
  state: string,
): CallbackAnswer & { kind: "code" | "error" } {
  const trimmed = text.trim();
  const query =
    trimmed.startsWith(redirectUrl) || URL.canParse(trimmed)
      ? new URL(trimmed).searchParams
      : new URLSearchParams(trimmed.replace(/^\?/, ""));
  const answer = readCallback(query, state);
  if (answer.kind === "foreign")
    throw new CallbackError(
      `The pasted address does not belong to this login: ${answer.reason}. Start again and paste the whole address.`,
    );
  return answer;
}
