import type * as Sdk from "@modelcontextprotocol/client";
import {
  isLegacyRevision,
  LEGACY_REVISIONS,
  type LegacyRevision,
  MODERN_REVISION,
  type ProtocolOption,
  PROTOCOLS,
} from "../../shared/config/protocol.js";
import { show } from "../../shared/text/show.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { SourceKind } from "../transport/transport-source.js";
import type { KnownEra } from "./era-memory.js";
import { FOREVER_MS } from "../../shared/time/forever.js";

export type { ProtocolOption } from "../../shared/config/protocol.js";

/** How one attempt to connect negotiates. */
export type Negotiation =
  /** `initialize`, offering `revision`, or the newest one. */
  | { readonly kind: "handshake"; readonly revision?: LegacyRevision | undefined }
  /** `server/discover`, then `initialize` if the answer is not that of 2026-07-28. */
  | { readonly kind: "probe" }
  /** Only `server/discover`. */
  | { readonly kind: "pin"; readonly version: string };

/** What to try first, and what to try if the server stays silent or ends. */
export interface NegotiationPlan {
  readonly first: Negotiation;
  readonly other?: Negotiation;
}

const PROBE: Negotiation = { kind: "probe" };

/** SSE is older than 2026-07-28, and a known era need not be probed. @throws {ConfigurationError} for an invalid `protocol` */
export function planNegotiation(
  protocol: ProtocolOption,
  kind: SourceKind,
  known: KnownEra | undefined,
): NegotiationPlan {
  if (isLegacyRevision(protocol)) return { first: { kind: "handshake", revision: protocol } };
  switch (protocol) {
    case "legacy":
      return { first: { kind: "handshake" } };
    case MODERN_REVISION:
      return { first: { kind: "pin", version: protocol } };
    case "auto": {
      const handshake: Negotiation = { kind: "handshake", revision: known?.revision };
      if (kind === "sse") return { first: handshake };
      return known?.era === "legacy"
        ? { first: handshake, other: PROBE }
        : { first: PROBE, other: handshake };
    }
    default: {
      const wanted = PROTOCOLS.map((name) => `"${name}"`).join(", ");
      throw new ConfigurationError(`protocol: "${show(protocol)}" is not one of ${wanted}.`);
    }
  }
}

/** Returns the SDK client's options for the negotiation. `probeTimeoutMs`: when `initialize` follows an unanswered probe. */
export function negotiationOptions(
  negotiation: Negotiation,
  probeTimeoutMs: number,
): Pick<Sdk.ClientOptions, "versionNegotiation" | "supportedProtocolVersions"> {
  switch (negotiation.kind) {
    case "handshake": {
      const { revision } = negotiation;
      if (revision === undefined) return { versionNegotiation: { mode: "legacy" } };
      const others = LEGACY_REVISIONS.filter((each) => each !== revision);
      return {
        versionNegotiation: { mode: "legacy" },
        supportedProtocolVersions: [revision, ...others],
      };
    }
    case "probe":
      return { versionNegotiation: { mode: "auto", probe: { timeoutMs: probeTimeoutMs } } };
    case "pin":
      return { versionNegotiation: { mode: { pin: negotiation.version }, probe: { timeoutMs: FOREVER_MS } } };
  }
}
