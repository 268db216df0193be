import type * as Sdk from "@modelcontextprotocol/client";
import { show } from "../../shared/text/show.js";
import { SYSTEM_CODE } from "../errors/map-sdk-error.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { SourceKind } from "../transport/source.js";

/**
 * Which revision of the protocol to speak: `"auto"` asks the server for 2026-07-28 and falls back to the handshake of
 * the older ones, `"legacy"` shakes hands at once, `"2026-07-28"` insists.
 */
export type ProtocolOption = "auto" | "legacy" | "2026-07-28";

export type Era = "legacy" | "modern";

/** How one attempt to connect negotiates. */
export type Negotiation =
  | { readonly kind: "handshake" }
  | { readonly kind: "probe" }
  | { readonly kind: "pin"; readonly version: string };

/** The first attempt: SSE is older than 2026-07-28, and what is known need not be asked. */
export function firstNegotiation(
  protocol: ProtocolOption,
  kind: SourceKind,
  knownLegacy: boolean,
): Negotiation {
  switch (protocol) {
    case "legacy":
      return { kind: "handshake" };
    case "auto":
      return kind === "sse" || knownLegacy ? { kind: "handshake" } : { kind: "probe" };
    case "2026-07-28":
      return { kind: "pin", version: protocol };
    default:
      throw new ConfigurationError(
        `protocol: "${show(protocol)}" is not one of "auto", "legacy", "2026-07-28".`,
      );
  }
}

/** What the SDK's client takes for it. */
export function versionNegotiation(
  negotiation: Negotiation,
  probeTimeoutMs: number,
): Sdk.VersionNegotiationOptions {
  const probe = { timeoutMs: probeTimeoutMs };
  switch (negotiation.kind) {
    case "handshake":
      return { mode: "legacy" };
    case "probe":
      return { mode: "auto", probe };
    case "pin":
      return { mode: { pin: negotiation.version }, probe };
  }
}

/**
 * Whether a probe that failed says nothing about the server but that it is old: it died of the unknown request, or
 * answered it with a server error or with something that is no JSON-RPC. Then a fresh connection shakes hands. What
 * would fail again in the same way (no network, no permission) does not.
 */
export function diedOfProbe(error: unknown): boolean {
  const { code, status, cause } = partsOf(error);
  if (code !== "ERA_NEGOTIATION_FAILED") return false;
  const below = partsOf(cause);
  const answered = status ?? below.status;
  if (typeof answered === "number") return answered >= 500 && answered !== 503;
  const unreachable =
    cause instanceof TypeError || (typeof below.code === "string" && SYSTEM_CODE.test(below.code));
  return !unreachable;
}

function partsOf(error: unknown): {
  readonly code?: unknown;
  readonly status?: unknown;
  readonly cause?: unknown;
} {
  return typeof error === "object" && error !== null ? error : {};
}
