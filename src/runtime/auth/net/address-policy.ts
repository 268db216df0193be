import ipaddr from "ipaddr.js";
import { UnsafeUrlError } from "../errors.js";

/** Which addresses metadata of a server may lead to. */
export interface AddressPolicy {
  /**
   * Checks a URL before anything is sent to it: `https:`, or `http:` to a loopback host; no user name in it; no address
   * outside the public unicast ranges, unless allowed.
   *
   * @throws UnsafeUrlError
   */
  check(purpose: string, url: string | URL): URL;
  /** Whether a resolved address of `hostname` may be connected to: names are checked after look-up, too (DNS rebinding). */
  allowsAddress(hostname: string, address: string): boolean;
}

/**
 * The policy for everything that is reached because `serverUrl`'s metadata says so. A server on a private address or on
 * loopback may name any; a public one only public ones, and itself.
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
          url.protocol === "http:" ? "plain http is for loopback addresses only" : "only https: is followed",
        );
      }
      if (url.username !== "" || url.password !== "")
        throw new UnsafeUrlError(purpose, `${url.origin}${url.pathname}`, "it holds a user name or password");
      if (!unrestricted && !exempt.has(url.hostname) && isPrivateHost(url.hostname)) {
        throw new UnsafeUrlError(
          purpose,
          url.href,
          `a public server (${server.host}) points to a private address. If it is meant, allow ${url.hostname} in allowPrivateAddresses`,
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

/** `hostname` of a WHATWG URL, where 127.1, 0x7f000001 and 2130706433 are 127.0.0.1 already. */
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

/** `process` unwraps ::ffff:a.b.c.d, so that a mapped address is judged as the one that it reaches. */
function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";
}
