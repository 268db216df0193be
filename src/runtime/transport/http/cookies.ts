import type { FetchLike } from "@modelcontextprotocol/client";
import type { Cookie as SetCookie } from "set-cookie-parser";

/** More than any load balancer sets: a server cannot fill the memory, or a request's headers. */
const MOST_COOKIES = 50;
const LONGEST_COOKIE = 4096;

interface Cookie {
  readonly value: string;
  readonly path: string;
  /** In milliseconds since 1970; `Infinity`: as long as the jar lasts. */
  readonly expires: number;
}

/**
 * The cookies of one client, by the exact origin that set them (RFC 6265, without its rules for whole domains): a sticky load
 * balancer finds the session by its cookie. They live in memory and never go to another origin.
 */
export class CookieJar {
  readonly #origins = new Map<string, Map<string, Cookie>>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Keeps what a response from `url` sets. `Domain` is not looked at: the origin is the bound. */
  store(url: URL, set: readonly SetCookie[]): void {
    const cookies = this.#origins.get(url.origin) ?? new Map<string, Cookie>();
    this.#origins.set(url.origin, cookies);
    for (const { name, value, path, maxAge, expires, secure } of set) {
      if (name === "" || (secure === true && !isTrustworthy(url))) continue;
      const until = maxAge === undefined ? (expires?.getTime() ?? Infinity) : this.#now() + maxAge * 1000;
      const scope = path?.startsWith("/") === true ? path : defaultPath(url.pathname);
      const key = `${name};${scope}`;
      cookies.delete(key);
      const fits = name.length + value.length <= LONGEST_COOKIE && cookies.size < MOST_COOKIES;
      if (until > this.#now() && fits) cookies.set(key, { value, path: scope, expires: until });
    }
  }

  /** The `Cookie` header of a request to `url`; `undefined`: there is none. */
  header(url: URL): string | undefined {
    const cookies = this.#origins.get(url.origin) ?? new Map<string, Cookie>();
    const sent = [...cookies]
      .filter(([, cookie]) => cookie.expires > this.#now() && covers(cookie.path, url.pathname))
      .sort(([, a], [, b]) => b.path.length - a.path.length);
    if (sent.length === 0) return undefined;
    return sent.map(([key, { value }]) => `${key.slice(0, key.indexOf(";"))}=${value}`).join("; ");
  }
}

/** `send` with the cookies of `jar`, for every hop by its own origin. Cookies among the caller's headers stand first. */
export function withCookies(send: FetchLike, jar: CookieJar): FetchLike {
  return async (input, init = {}) => {
    const url = new URL(input);
    const cookies = jar.header(url);
    const response = await send(
      url,
      cookies === undefined ? init : { ...init, headers: add(init.headers, cookies) },
    );
    const set = response.headers.getSetCookie();
    if (set.length > 0) {
      // Few servers set any.
      const { parseSetCookie } = await import("set-cookie-parser");
      jar.store(url, parseSetCookie(set, { decodeValues: false }));
    }
    return response;
  };
}

function add(given: RequestInit["headers"], cookies: string): Headers {
  const headers = new Headers(given);
  const own = headers.get("cookie");
  headers.set("cookie", own === null ? cookies : `${own}; ${cookies}`);
  return headers;
}

/** Whether a cookie for TLS only may be set and sent: over TLS, and to this machine, as browsers do. */
function isTrustworthy({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || /^(?:localhost|.+\.localhost|127\..+|\[::1\])$/.test(hostname);
}

/** RFC 6265, 5.1.4. */
function defaultPath(pathname: string): string {
  const end = pathname.lastIndexOf("/");
  return end <= 0 ? "/" : pathname.slice(0, end);
}

function covers(path: string, pathname: string): boolean {
  return pathname === path || pathname.startsWith(path.endsWith("/") ? path : `${path}/`);
}
