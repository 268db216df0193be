/**
 * What a client does about a server that lists something else than its code was generated from.
 *
 * - `ignore`: nothing is asked
 * - `warn`: the tools are listed in the background, and each difference is a `drift` event; calls do not notice
 * - `refuse`: a tool that differs, or is gone, is not called; the others are
 */
export type OnDrift = "ignore" | "warn" | "refuse";

/** What became of a tool. One that is `added` is only listed now, or was left out when the code was generated. */
export type DriftKind = "changed" | "removed" | "added";

/** One difference between a server and the code that was generated from it. */
export interface ToolDrift {
  /** Wire name. */
  readonly tool: string;
  readonly kind: DriftKind;
  /** Hints that are not what the code was generated with, such as `readOnlyHint`; the digest alone does not tell other parts apart. */
  readonly hints: readonly string[];
}
