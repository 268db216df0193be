import type { TransportSource } from "./source.js";

/**
 * The URL that credentials of a source are for. The query counts: it may be a part of the resource's identifier (RFC 8707 §2). It
 * may hold a key, too, so it is not to be shown.
 */
export function serverUrlOf(source: Pick<TransportSource, "label" | "serverUrl">): string {
  return (source.serverUrl ?? source.label).replace(/^ws/, "http");
}
