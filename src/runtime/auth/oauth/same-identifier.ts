/** Scheme and authority, and a slash at most. */
const WITHOUT_PATH = /^(https?:\/\/[^/?#]+)\/?$/i;

/**
 * Whether two issuers or resources are one: text for text (RFC 8414 §3.3), but for the slash after an authority,
 * which is the same URL with and without it (RFC 3986 §6.2.3) and which servers do not write alike in all places. Nothing else is
 * tolerated: case, ports, encodings and the slash after a path count.
 */
export function sameIdentifier(a: string, b: string): boolean {
  const [bareA, bareB] = [a, b].map((one) => WITHOUT_PATH.exec(one)?.[1]);
  return a === b || (bareA !== undefined && bareA === bareB);
}

/** How `resource` of protected resource metadata is related to the server that it came from. */
export type ResourceMatch =
  /** The server itself, or what it is a part of. */
  | "same"
  /** The server itself, but for the slash after its path. */
  | "slash"
  | "other";

/**
 * Compares `resource` (RFC 9728 §3.3) with the URL of the server that is used: its origin, and its path or the start of it, whole
 * segments at a time, as the MCP specification lets one resource cover several servers.
 */
export function matchResource(serverUrl: string, resource: string): ResourceMatch {
  if (!URL.canParse(resource)) return "other";
  const [server, named] = [new URL(serverUrl), new URL(resource)];
  if (server.origin !== named.origin || named.username !== "" || named.password !== "") return "other";
  // A query tells resources apart; a fragment is none of an identifier's (RFC 8707 §2).
  if (named.hash !== "" || (named.search !== "" && named.search !== server.search)) return "other";
  if (server.pathname === named.pathname) return "same";
  if (withoutSlash(server.pathname) === withoutSlash(named.pathname)) return "slash";
  return server.pathname.startsWith(`${withoutSlash(named.pathname)}/`) ? "same" : "other";
}

function withoutSlash(path: string): string {
  return path.endsWith("/") ? path.slice(0, -1) : path;
}
