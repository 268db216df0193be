import { isJsonObject, type JsonObject } from "../../../../shared/json/json.js";
import { Members } from "./members.js";

/** What an endpoint says went wrong. */
export interface ErrorAnswer {
  /** OAuth error code; absent: the answer is not one of OAuth's. */
  readonly error?: string;
  readonly description?: string;
  /** HTTP status. */
  readonly status: number;
  /** The same request may succeed later. */
  readonly transient: boolean;
}

/** Whether an answer with a good status is an error, as some servers send them: it has no `wanted` member. */
export function isError(body: JsonObject | undefined, wanted: string): boolean {
  return body !== undefined && Boolean(body["error"]) && !body[wanted];
}

/** Codes for trouble of the server that passes. */
const PASSING = new Set(["server_error", "temporarily_unavailable", "too_many_requests"]);

/** Where servers say in words what went wrong, OAuth's own first: frameworks put their errors in the place of OAuth's. */
const WORDS = ["error_description", "message", "detail", "title"];

/**
 * Reads an error (RFC 6749 §5.2, RFC 7591 §3.2.2). The status counts first: a server in trouble may answer anything. A 401 without
 * a code is a refusal of the client, which RFC 6749 answers with it. The body is never quoted: it may hold a token.
 */
export function readError(status: number, body: JsonObject | undefined): ErrorAnswer {
  const members = new Members(body ?? {});
  const inner = new Members(isJsonObject(body?.["error"]) ? body["error"] : {});
  const error =
    members.text("error") ?? inner.text("code") ?? (status === 401 ? "invalid_client" : undefined);
  const description = WORDS.map((name) => members.text(name) ?? inner.text(name)).find(Boolean);
  const troubled = status >= 500 || status === 429 || status === 408;
  return {
    status,
    ...(error !== undefined && { error }),
    description:
      description ??
      (error === undefined ? `HTTP ${status} without an OAuth error in the answer` : `HTTP ${status}`),
    transient: troubled || error === undefined || PASSING.has(error),
  };
}
