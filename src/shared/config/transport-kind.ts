import type { EntryKind } from "./entry.js";

/** What configs call a transport, lower case and without separators. `remote` leaves it to the URL. */
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

/** The names to put in a message. */
export const KNOWN_TRANSPORTS = "stdio, http (or streamable-http), sse, websocket (or ws)";

/** The transport that a config's word means; `undefined`: unknown. `streamable-http` and `streamableHttp` are one. */
export function transportNamed(name: string): EntryKind | "remote" | undefined {
  return KINDS.get(name.toLowerCase().replace(/[-_ ]/g, ""));
}

/** A path segment that is exactly `sse`, as FastMCP decides. */
const SSE_PATH = /\/sse(\/|\?|&|$)/;

/** The transport of a URL that no config names: `ws(s):` is WebSocket, a path segment `sse` is SSE, else Streamable HTTP. */
export function transportOfUrl(url: string): "http" | "sse" | "websocket" {
  if (/^wss?:/i.test(url)) return "websocket";
  const path = url.replace(/[?#].*$/s, "");
  return SSE_PATH.test(path) ? "sse" : "http";
}

/** Why `url` cannot be reached by `kind`; `undefined`: it can. */
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
