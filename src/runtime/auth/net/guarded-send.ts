import { lookup } from "node:dns";
import type { FetchLike } from "@modelcontextprotocol/client";
import type { LookupFunction } from "node:net";
import { exchange } from "../../transport/http/exchange.js";
import { UnsafeUrlError } from "../errors.js";
import type { AddressPolicy } from "./address-policy.js";

/** Sends requests to addresses that `policy` allows, whatever the names in their URLs resolve to. */
export function addressCheckingFetch(policy: AddressPolicy): FetchLike {
  let loaded: Promise<FetchLike> | undefined;
  return async (input, init) => {
    loaded ??= connectOnlyWhere(policy);
    const send = await loaded;
    return send(input, init);
  };
}

/** undici calls `lookup` for names only: literals were checked in the URL. */
async function connectOnlyWhere(policy: AddressPolicy): Promise<FetchLike> {
  const { Agent } = await import("undici");
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
      return await exchange(dispatcher, input, init ?? {});
    } catch (error) {
      const cause = (error as { cause?: unknown }).cause;
      throw cause instanceof UnsafeUrlError ? cause : error;
    }
  };
}
