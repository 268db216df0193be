import type { FetchLike } from "@modelcontextprotocol/client";
import type { AddressPolicy } from "./address-policy.js";
import { addressCheckingFetch } from "./guarded-send.js";
import { answeredSecrets, sentSecrets, type Tell } from "./exchanged-secrets.js";
import { readBounded } from "./read-bounded.js";

/** Bounds of one request for metadata, registration or tokens. */
export interface GuardedFetchOptions {
  readonly policy: AddressPolicy;
  /** Whole request, body included. Default 10,000. */
  readonly timeoutMs?: number;
  /** Of the decoded body. Default 1 MiB. */
  readonly maxBytes?: number;
  /** In place of the guarded connection: for proxies. URLs are still checked. */
  readonly fetch?: FetchLike;
  /** Told of the secrets that are sent and answered, before anything else is done with them. */
  readonly tell?: Tell;
}

/**
 * `fetch` for what metadata leads to. Every URL is checked, and every address that a name resolves to; redirects are
 * handed back unfollowed, so that each hop comes through here again; body and time are bounded.
 */
export function guardedFetch(options: GuardedFetchOptions): FetchLike {
  const { policy, timeoutMs = 10_000, maxBytes = 1024 * 1024, tell } = options;
  const send = options.fetch ?? addressCheckingFetch(policy);
  return async (input, init) => {
    const url = policy.check("the URL", input);
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(init?.signal ? [init.signal] : [])]);
    tell?.(sentSecrets(init));
    const response = await send(url, { ...init, redirect: "manual", signal });
    const body = await readBounded(response, maxBytes);
    tell?.(answeredSecrets(new TextDecoder().decode(body)));
    // A response of this realm: the SDK asks `instanceof Response`.
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

/** The body is decoded already. */
function headersOf(response: Response): Headers {
  const headers = new Headers([...response.headers.entries()]);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return headers;
}
