import { anySignal } from "../../async/any-signal.js";
import type { FetchLike } from "@modelcontextprotocol/client";
import type { AddressPolicy } from "./address-policy.js";
import { addressCheckingFetch } from "./guarded-send.js";
import { answeredSecrets, sentSecrets, type Tell } from "./exchanged-secrets.js";
import { readBounded } from "./read-bounded.js";

/** Limits for one request for metadata, registration or tokens. */
export interface GuardedFetchOptions {
  readonly policy: AddressPolicy;
  /** Time limit of the whole request, including the body, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** Size limit of the decoded body. Default 1 MiB. */
  readonly maxBytes?: number;
  /** Replaces the guarded connection: for proxies. URLs are still checked. */
  readonly fetch?: FetchLike;
  /** Called with the secrets that are sent and received, before they are used in any other way. */
  readonly tell?: Tell;
}

/**
 * A `fetch` for URLs that metadata names. Checks every URL and every address that a name resolves to; returns redirects without
 * following them, so that each hop is checked as well; limits body size and time.
 */
export function guardedFetch(options: GuardedFetchOptions): FetchLike {
  const { policy, timeoutMs = 10_000, maxBytes = 1024 * 1024, tell } = options;
  const send = options.fetch ?? addressCheckingFetch(policy);
  return async (input, init) => {
    const url = policy.check("the URL", input);
    const signal = anySignal([AbortSignal.timeout(timeoutMs), ...(init?.signal ? [init.signal] : [])]);
    tell?.(sentSecrets(init));
    const response = await send(url, { ...init, redirect: "manual", signal });
    const body = await readBounded(response, maxBytes);
    tell?.(answeredSecrets(new TextDecoder().decode(body)));
    // A `Response` of this realm: the SDK checks `instanceof Response`.
    return new Response(allowsBody(response.status) ? body : null, {
      status: response.status,
      statusText: response.statusText,
      headers: headersOf(response),
    });
  };
}

function allowsBody(status: number): boolean {
  return ![101, 204, 205, 304].includes(status);
}

/** The body is already decoded. */
function headersOf(response: Response): Headers {
  const headers = new Headers([...response.headers.entries()]);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return headers;
}
