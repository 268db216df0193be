import ipaddr from "ipaddr.js";
import { UnsafeUrlError } from "../auth-errors.js";

/** Decides which addresses a server's metadata may lead to. */
export interface AddressPolicy {
  /**
   * Checks a URL before anything is sent to it. It must be `https:`, or `http:` to a loopback host, without a user name, and
   * its address must be public unicast unless allowed otherwise.
   *
   * @throws UnsafeUrlError
   */
  check(purpose: string, url: string | URL): URL;
  /**
   * Whether a connection to a resolved address of `hostname` is allowed: names are checked again after look-up (DNS rebinding).
   */
  allowsAddress(hostname: string, address: string): boolean;
}

/**
 * Creates the policy for all URLs that come from the metadata of `serverUrl`. A server on a private address or on loopback may
 * name any address; a public one only public addresses and itself.
 */
export function addressPolicy(
  serverUrl: string | URL,
  allowed: boolean | readonly string[] = [],
): AddressPolicy {
  const server = new URL(serverUrl);
  const unrestricted = allowed === true || isPrivateHost(server.hostname);
  const exempt = new Set([
    ...(Array.isArray(allowed) ? (allowed as readonly string[]) : []).map((host) => host.toLowerCase()),
    server.hostname,
  ]);
  return {
    check(purpose, value) {
      const url = parse(purpose, value);
      if (
        url.protocol !== "https:" &&
        !(url.protocol === "http:" && (isLoopbackHost(url.hostname) || url.origin === server.origin))
      ) {
        throw new UnsafeUrlError(
          purpose,
          url.href,
          url.protocol === "http:" ? "plain http is for loopback addresses only" : "only https: is allowed",
        );
      }
      if (url.username !== "" || url.password !== "")
        throw new UnsafeUrlError(purpose, `${url.origin}${url.pathname}`, "it holds a user name or password");
      if (!unrestricted && !exempt.has(url.hostname) && isPrivateHost(url.hostname)) {
        throw new UnsafeUrlError(
          purpose,
          url.href,
          `a public server (${server.host}) points to a private address. If this is intended, allow ${url.hostname} in allowPrivateAddresses`,
        );
      }
      return url;
    },
    allowsAddress: (hostname, address) =>
      unrestricted || exempt.has(hostname.toLowerCase()) || isPublicAddress(address),
  };
}

function parse(purpose: string, value: string | URL): URL {
  try {
    return new URL(value);
  } catch (cause) {
    throw new UnsafeUrlError(purpose, String(value), "it is not a URL", { cause });
  }
}

/** Expects the `hostname` of a WHATWG URL, in which 127.1, 0x7f000001 and 2130706433 have already become 127.0.0.1. */
function isPrivateHost(hostname: string): boolean {
  const name = hostname.replace(/\.$/, "");
  if (name === "localhost" || name.endsWith(".localhost")) return true;
  const bare = name.replace(/^\[|\]$/g, "");
  return ipaddr.isValid(bare) && !isPublicAddress(bare);
}

function isLoopbackHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "");
  if (bare === "localhost" || bare.endsWith(".localhost")) return true;
  return ipaddr.isValid(bare) && ipaddr.process(bare).range() === "loopback";
}

/** `process` unwraps ::ffff:a.b.c.d, so that a mapped address is judged by the address that it reaches. */
function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";
}
