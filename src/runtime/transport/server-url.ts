import type { TransportSource } from "./transport-source.js";

/**
 * Returns the URL that a source's credentials are for. It includes the query, which may be part of the resource's identifier
 * (RFC 8707 §2). The query may also contain a key, so do not show it.
 */
export function serverUrlOf(source: Pick<TransportSource, "label" | "serverUrl">): string {
  return (source.serverUrl ?? source.label).replace(/^ws/, "http");
}
