import type { FetchLike } from "@modelcontextprotocol/client";
import { show } from "../../../shared/text/show.js";
import { HttpError } from "../../errors/http-error.js";
import { McpError } from "../../errors/mcp-error.js";
import { rpcErrorIn } from "../../receive/index.js";
import { MessageTooLargeError } from "../message-too-large-error.js";
import { boundBody } from "./bounded-body.js";
import { followRedirects, type RedirectPolicy } from "./follow-redirects.js";
import { type HeaderSource, mergeHeaders, userHeaders } from "./headers.js";
import { isPage, pageWords } from "./page-words.js";
import { retryAfterMs } from "./retry-after.js";

/** Statuses that the SDK's transports handle themselves: era, credentials, session, fall-back, no standby stream. */
const SDK_ACTS_ON = new Set([400, 401, 403, 404, 405]);

export interface HttpFetchOptions {
  readonly label: string;
  readonly server?: string | undefined;
  /** Sends a request to its own URL. */
  readonly send: FetchLike;
  readonly origin: string;
  readonly headers?: HeaderSource | undefined;
  readonly redirects: RedirectPolicy;
  readonly maxMessageBytes: number;
}

/**
 * The fetch below an HTTP transport: adds the user's headers, only for the server's origin; handles redirects; limits the body.
 * An answer of which the SDK would only keep the status becomes an `HttpError` with body and `Retry-After`.
 */
export function httpFetch(options: HttpFetchOptions): FetchLike {
  const { label, server, origin, maxMessageBytes } = options;
  const follow = followRedirects(options.send, options.redirects, label);
  const tooLarge = (): Error =>
    new MessageTooLargeError(`An answer of ${show(label)}`, maxMessageBytes, undefined, { server });
  return async (input, init = {}) => {
    const url = new URL(input);
    const headers =
      url.origin === origin
        ? mergeHeaders(init.headers, await userHeaders(options.headers, label))
        : init.headers;
    const response = boundBody(
      await follow(url, { ...init, ...(headers !== undefined && { headers }) }),
      maxMessageBytes,
      tooLarge,
    );
    if (response.ok || SDK_ACTS_ON.has(response.status)) return response;
    throw await statusError(response, label, server);
  };
}

/** Makes the error for an error status, with what the body says. */
export async function statusError(
  response: Response,
  label: string,
  server: string | undefined,
): Promise<HttpError | McpError> {
  const body = await response.text().catch(() => "");
  const wait = retryAfterMs(response.headers.get("retry-after"), Date.now());
  const answered = rpcErrorIn(body);
  if (answered !== undefined) {
    const facts = { server, status: response.status, retryAfterMs: wait };
    return new McpError(show(answered.message, 2_000), answered.code, answered.data, facts);
  }
  const text = isPage(body) ? pageWords(body) : body.trim();
  const said = text === "" ? response.statusText : text;
  return new HttpError(
    `${show(label)} answered HTTP ${response.status}: ${show(said, 300)}`,
    response.status,
    {
      server,
      body,
      retryAfterMs: wait,
    },
  );
}
