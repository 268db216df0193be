import type { EntryKind } from "./entry.js";

/** Names of transports in configs, in lower case and without separators. `remote` leaves the choice to the URL. */
const KINDS = new Map<string, EntryKind | "remote">([
  ["stdio", "stdio"],
  ["local", "stdio"],
  ["http", "http"],
  ["https", "http"],
  ["streamable", "http"],
  ["streamablehttp", "http"],
  ["httpstream", "http"],
  ["streamhttp", "http"],
  ["streamablehttpmcp", "http"],
  ["httponly", "http"],
  ["sse", "sse"],
  ["http+sse", "sse"],
  ["httpsse", "sse"],
  ["sseonly", "sse"],
  ["ws", "websocket"],
  ["wss", "websocket"],
  ["websocket", "websocket"],
  ["remote", "remote"],
]);

/** The names to list in a message. */
export const KNOWN_TRANSPORTS = "stdio, http (or streamable-http), sse, websocket (or ws)";

/** Returns the transport for a name in a config; `undefined`: unknown. `streamable-http` and `streamableHttp` are the same. */
export function transportNamed(name: string): EntryKind | "remote" | undefined {
  return KINDS.get(name.toLowerCase().replace(/[-_ ]/g, ""));
}

/** A path segment that is exactly `sse`, as in FastMCP. */
const SSE_PATH = /\/sse(\/|\?|&|$)/;

/**
 * Returns the transport of a URL if the config names none: `ws(s):` is WebSocket, a path segment `sse` is SSE, else Streamable
 * HTTP.
 */
export function transportOfUrl(url: string): "http" | "sse" | "websocket" {
  if (/^wss?:/i.test(url)) return "websocket";
  const path = url.replace(/[?#].*$/s, "");
  return SSE_PATH.test(path) ? "sse" : "http";
}

/** Returns why `url` cannot be reached by `kind`; `undefined` if it can. */
export function urlProblem(url: string, kind: "http" | "sse" | "websocket"): string | undefined {
  let scheme: string;
  try {
    scheme = new URL(url).protocol;
  } catch {
    return "is not an absolute URL";
  }
  const allowed = kind === "websocket" ? ["ws:", "wss:"] : ["http:", "https:"];
  if (allowed.includes(scheme)) return undefined;
  return `has the scheme "${scheme}", which ${kind} does not speak (it takes ${allowed.join(" and ")})`;
}
