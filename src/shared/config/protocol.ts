/** Revisions that are negotiated with `initialize`, newest first: those that the MCP SDK supports. */
export const LEGACY_REVISIONS = [
  "2025-11-25",
  "2025-06-18",
  "2025-03-26",
  "2024-11-05",
  "2024-10-07",
] as const;

/** The revision without a handshake, for which a server is asked with `server/discover`. */
export const MODERN_REVISION = "2026-07-28";

/** A revision of MCP that is older than 2026-07-28. */
export type LegacyRevision = (typeof LEGACY_REVISIONS)[number];

/** All values of `protocol`. */
export const PROTOCOLS = ["auto", "legacy", MODERN_REVISION, ...LEGACY_REVISIONS] as const;

/**
 * Protocol revision: `"auto"` asks the server for 2026-07-28 and falls back to the handshake of the older ones; `"legacy"`
 * starts with the handshake and offers the newest older one; an older revision such as `"2025-06-18"` is offered in the
 * handshake; `"2026-07-28"` accepts nothing else.
 */
export type ProtocolOption = (typeof PROTOCOLS)[number];

/** Whether a revision is negotiated with `initialize`. */
export function isLegacyRevision(value: unknown): value is LegacyRevision {
  return LEGACY_REVISIONS.some((revision) => revision === value);
}
