import { isJsonObject, type JsonObject } from "../../../../shared/json/json.js";
import { Members } from "./members.js";

/** An error response of an endpoint. */
export interface ErrorAnswer {
  /** OAuth error code; absent: the answer is not an OAuth error. */
  readonly error?: string;
  readonly description?: string;
  /** HTTP status. */
  readonly status: number;
  /** Whether the same request may succeed later. */
  readonly transient: boolean;
}

/** Whether an answer with a success status is an error, as some servers send: it lacks the `wanted` member. */
export function isError(body: JsonObject | undefined, wanted: string): boolean {
  return body !== undefined && Boolean(body["error"]) && !body[wanted];
}

/** Codes for a temporary problem of the server. */
const PASSING = new Set(["server_error", "temporarily_unavailable", "too_many_requests"]);

/** Members that explain the error, OAuth's own first: frameworks replace OAuth's errors with their own. */
const WORDS = ["error_description", "message", "detail", "title"];

/**
 * Reads an error (RFC 6749 §5.2, RFC 7591 §3.2.2). The status is decisive: a failing server may answer anything. A 401 without
 * a code means that the client was refused, as in RFC 6749. The body is never quoted: it may contain a token.
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
