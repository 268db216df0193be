/**
 * What a client does when a server's tools differ from those that its code was generated from.
 *
 * - `ignore`: does not check
 * - `warn`: lists the tools in the background and emits a `drift` event for each difference; calls are not affected
 * - `refuse`: refuses to call a tool that differs or was removed; others are called
 */
export type OnDrift = "ignore" | "warn" | "refuse";

/** How a tool differs. `added`: it is new, or was left out when the code was generated. */
export type DriftKind = "changed" | "removed" | "added";

/** One difference between a server and the code that was generated from it. */
export interface ToolDrift {
  /** Wire name. */
  readonly tool: string;
  readonly kind: DriftKind;
  /** Hints that differ from those at generation, such as `readOnlyHint`; other parts are only compared by digest. */
  readonly hints: readonly string[];
}
