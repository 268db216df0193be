import { lookup } from "node:dns";
import type { FetchLike } from "@modelcontextprotocol/client";
import type { LookupFunction } from "node:net";
import { UnsafeUrlError } from "../errors.js";
import type { AddressPolicy } from "./address-policy.js";
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
}

/**
 * `fetch` for what metadata leads to. Every URL is checked, and every address that a name resolves to; redirects are
 * handed back unfollowed, so that each hop comes through here again; body and time are bounded.
 */
export function guardedFetch(options: GuardedFetchOptions): FetchLike {
  const { policy, timeoutMs = 10_000, maxBytes = 1024 * 1024 } = options;
  const send = options.fetch ?? addressCheckingFetch(policy);
  return async (input, init) => {
    const url = policy.check("the URL", input);
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(init?.signal ? [init.signal] : [])]);
    const response = await send(url, { ...init, redirect: "manual", signal });
    const body = await readBounded(response, maxBytes);
    // A response of this realm: the SDK asks `instanceof Response`.
    return new Response(allowsBody(response.status) ? body : null, {
      status: response.status,
      statusText: response.statusText,
      headers: headersOf(response),
    });
  };
}

function addressCheckingFetch(policy: AddressPolicy): FetchLike {
  let loaded: Promise<FetchLike> | undefined;
  return async (input, init) => {
    loaded ??= connectOnlyWhere(policy);
    const send = await loaded;
    return send(input, init);
  };
}

/** undici calls `lookup` for names only: literals were checked in the URL. */
async function connectOnlyWhere(policy: AddressPolicy): Promise<FetchLike> {
  const { Agent, fetch } = await import("undici");
  const checkedLookup: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, "");
      const refused = addresses.find(({ address }) => !policy.allowsAddress(hostname, address));
      if (refused !== undefined) {
        return callback(
          new UnsafeUrlError(
            "the host",
            hostname,
            `it resolves to ${refused.address}, and a public server may not lead to a private address`,
          ),
          "",
        );
      }
      const first = addresses[0];
      if (options.all === true)
        return (callback as unknown as (error: null, addresses: unknown) => void)(null, addresses);
      callback(null, first?.address ?? "", first?.family);
    });
  };
  // No pool: a handful of requests per login, and nothing that outlives them.
  const dispatcher = new Agent({
    connect: { lookup: checkedLookup },
    pipelining: 0,
    keepAliveTimeout: 1,
    keepAliveMaxTimeout: 1,
  });
  return async (input, init) => {
    try {
      return (await fetch(input, { ...init, dispatcher } as Parameters<
        typeof fetch
      >[1])) as unknown as Response;
    } catch (error) {
      const cause = (error as { cause?: unknown }).cause;
      throw cause instanceof UnsafeUrlError ? cause : error;
    }
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
