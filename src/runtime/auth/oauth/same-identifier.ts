/** Scheme and authority, with an optional slash. */
const WITHOUT_PATH = /^(https?:\/\/[^/?#]+)\/?$/i;

/**
 * Whether two issuers or resources are the same. The comparison is exact (RFC 8414 §3.3), except for a slash after the
 * authority: with and without it, the URL is the same (RFC 3986 §6.2.3), and servers are not consistent about it. Case, ports,
 * encodings and a slash after a path are significant.
 */
export function sameIdentifier(a: string, b: string): boolean {
  const [bareA, bareB] = [a, b].map((one) => WITHOUT_PATH.exec(one)?.[1]);
  return a === b || (bareA !== undefined && bareA === bareB);
}

/** How the `resource` of protected resource metadata relates to the server that published it. */
export type ResourceMatch =
  /** It is the server itself, or something that the server is part of. */
  | "same"
  /** It is the server itself, except for a slash after its path. */
  | "slash"
  | "other";

/**
 * Compares `resource` (RFC 9728 §3.3) with the URL of the server. The origins must match, and its path must be that of the
 * server or a prefix of whole segments, since the MCP specification lets one resource cover several servers.
 */
export function matchResource(serverUrl: string, resource: string): ResourceMatch {
  if (!URL.canParse(resource)) return "other";
  const [server, named] = [new URL(serverUrl), new URL(resource)];
  if (server.origin !== named.origin || named.username !== "" || named.password !== "") return "other";
  // A query distinguishes resources; an identifier must not have a fragment (RFC 8707 §2).
  if (named.hash !== "" || (named.search !== "" && named.search !== server.search)) return "other";
  if (server.pathname === named.pathname) return "same";
  if (withoutSlash(server.pathname) === withoutSlash(named.pathname)) return "slash";
  return server.pathname.startsWith(`${withoutSlash(named.pathname)}/`) ? "same" : "other";
}

function withoutSlash(path: string): string {
  return path.endsWith("/") ? path.slice(0, -1) : path;
}
