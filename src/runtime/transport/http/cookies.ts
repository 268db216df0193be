import type { FetchLike } from "@modelcontextprotocol/client";
import type { Cookie as SetCookie } from "set-cookie-parser";

/** More than any load balancer sets: limits what a server can put into memory and headers. */
const MOST_COOKIES = 50;
const LONGEST_COOKIE = 4096;

interface Cookie {
  readonly value: string;
  readonly path: string;
  /** In milliseconds since 1970; `Infinity`: as long as the jar. */
  readonly expires: number;
}

/**
 * The cookies of one client, by the exact origin that set them (RFC 6265, without its rules for whole domains): a sticky load
 * balancer finds the session by its cookie. They are kept in memory and never sent to another origin.
 */
export class CookieJar {
  readonly #origins = new Map<string, Map<string, Cookie>>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Stores the cookies of a response from `url`. Ignores `Domain`: a cookie is limited to its origin. */
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

  /** Returns the `Cookie` header of a request to `url`; `undefined` if there is none. */
  header(url: URL): string | undefined {
    const cookies = this.#origins.get(url.origin) ?? new Map<string, Cookie>();
    const sent = [...cookies]
      .filter(([, cookie]) => cookie.expires > this.#now() && covers(cookie.path, url.pathname))
      .sort(([, a], [, b]) => b.path.length - a.path.length);
    if (sent.length === 0) return undefined;
    return sent.map(([key, { value }]) => `${key.slice(0, key.indexOf(";"))}=${value}`).join("; ");
  }
}

/** Adds the cookies of `jar` to `send`, for each hop those of its own origin. The caller's own cookies come first. */
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
      // Loaded late, since few servers set cookies.
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

/** Whether a cookie for TLS only may be set and sent: over TLS, and to this machine, as in browsers. */
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
