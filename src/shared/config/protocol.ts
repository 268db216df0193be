/** Revisions that are agreed on with `initialize`, newest first: what the MCP SDK speaks. */
export const LEGACY_REVISIONS = [
  "2025-11-25",
  "2025-06-18",
  "2025-03-26",
  "2024-11-05",
  "2024-10-07",
] as const;

/** The revision without a handshake, which a server is asked for with `server/discover`. */
export const MODERN_REVISION = "2026-07-28";

/** A revision of MCP that is older than 2026-07-28. */
export type LegacyRevision = (typeof LEGACY_REVISIONS)[number];

/** Every value of `protocol`. */
export const PROTOCOLS = ["auto", "legacy", MODERN_REVISION, ...LEGACY_REVISIONS] as const;

/**
 * Which revision of the protocol to speak: `"auto"` asks the server for 2026-07-28 and falls back to the handshake of
 * the older ones, `"legacy"` shakes hands at once and offers the newest older one, an older revision such as
 * `"2025-06-18"` is offered in the handshake, `"2026-07-28"` insists.
 */
export type ProtocolOption = (typeof PROTOCOLS)[number];

/** Whether a revision is one that `initialize` negotiates. */
export function isLegacyRevision(value: unknown): value is LegacyRevision {
  return LEGACY_REVISIONS.some((revision) => revision === value);
}
