import { lookup, type LookupAddress } from "node:dns";
import { lookup as resolve } from "node:dns/promises";
import type { FetchLike } from "@modelcontextprotocol/client";
import type { LookupFunction } from "node:net";
import { MAX_HEADER_BYTES } from "../../transport/http/dispatcher.js";
import { dispatches, exchange } from "../../transport/http/exchange.js";
import { loadUndici } from "../../transport/http/load-undici.js";
import { UnsafeUrlError } from "../auth-errors.js";
import type { AddressPolicy } from "./address-policy.js";

/** Sends requests only to addresses that `policy` allows, whatever the names in their URLs resolve to. */
export function addressCheckingFetch(policy: AddressPolicy): FetchLike {
  let loaded: Promise<FetchLike> | undefined;
  return async (input, init) => {
    loaded ??= connectOnlyWhere(policy);
    const send = await loaded;
    return send(input, init);
  };
}

/** undici calls `lookup` only for names: IP literals were checked in the URL. */
async function connectOnlyWhere(policy: AddressPolicy): Promise<FetchLike> {
  const { Agent } = await loadUndici();
  const checkedLookup: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const refused = error ?? refusal(policy, hostname, addresses);
      if (refused !== undefined) return callback(refused, "");
      const first = addresses[0];
      if (options.all === true)
        return (callback as unknown as (error: null, addresses: unknown) => void)(null, addresses);
      callback(null, first?.address ?? "", first?.family);
    });
  };
  // No pool: a login makes a handful of requests, and nothing should outlive them.
  const dispatcher = new Agent({
    connect: { lookup: checkedLookup },
    maxHeaderSize: MAX_HEADER_BYTES,
    pipelining: 0,
    keepAliveTimeout: 1,
    keepAliveMaxTimeout: 1,
  });
  const send: FetchLike = async (input, init) => {
    try {
      return await exchange(dispatcher, input, init ?? {});
    } catch (error) {
      const cause = (error as { cause?: unknown }).cause;
      throw cause instanceof UnsafeUrlError ? cause : error;
    }
  };
  return dispatches(dispatcher) ? send : checkedBefore(policy, send);
}

/** The same for a `fetch` that does not use our `lookup`: resolves and checks the name before each request. */
function checkedBefore(policy: AddressPolicy, send: FetchLike): FetchLike {
  return async (input, init) => {
    const { hostname } = new URL(input);
    const addresses = await resolve(hostname.replace(/^\[|\]$/g, ""), { all: true });
    const refused = refusal(policy, hostname, addresses);
    if (refused !== undefined) throw refused;
    return send(input, init);
  };
}

/** Why no connection may be made to a resolved address; `undefined` if it may. */
function refusal(
  policy: AddressPolicy,
  hostname: string,
  addresses: readonly LookupAddress[],
): UnsafeUrlError | undefined {
  const refused = addresses.find(({ address }) => !policy.allowsAddress(hostname, address));
  if (refused === undefined) return undefined;
  const why = `it resolves to ${refused.address}, and a public server may not lead to a private address`;
  return new UnsafeUrlError("the host", hostname, why);
}
