import { CallbackError } from "../auth-errors.js";
import { readCallback, type CallbackAnswer } from "./callback-params.js";

/**
 * Reads the answer from a pasted redirect URL, or from its query alone.
 *
 * @throws CallbackError it is not the answer to this login; the message says what it looks like instead
 */
export function readPasted(
  text: string,
  redirectUrl: string,
  state: string,
): CallbackAnswer & { kind: "code" | "error" } {
  const trimmed = text.trim();
  const query = URL.canParse(trimmed)
    ? new URL(trimmed).searchParams
    : new URLSearchParams(trimmed.replace(/^\?/, ""));
  const answer = readCallback(query, state);
  if (answer.kind !== "foreign") return answer;
  throw new CallbackError(
    `The pasted address is not the answer to this login: ${whatItIs(trimmed, query, answer.reason)}. Log in again, and paste the whole address that the browser ended on; it begins with ${redirectUrl}?`,
  );
}

function whatItIs(text: string, query: URLSearchParams, reason: string): string {
  if (text === "") return "nothing was pasted";
  if (query.has("redirect_uri") || query.has("code_challenge"))
    return "it is the address of the login page itself, from before access was granted there";
  if (!query.has("code") && !query.has("error") && !query.has("state"))
    return "it holds neither a code nor a state";
  return reason;
}
