import { type Change, SEVERITIES, type Severity } from "./change.js";

/**
 * The lowest severity at which a comparison fails. What cannot be proven harmless (`unknown`) counts as breaking: it never
 * passes silently, and a person accepts it into the lock after a review.
 */
export type FailOn = "breaking" | "dangerous" | "any" | "none";

const FAILING: Readonly<Record<FailOn, readonly Severity[]>> = {
  breaking: ["breaking", "unknown"],
  dangerous: ["breaking", "unknown", "dangerous"],
  any: SEVERITIES,
  none: [],
};

/** The result of a comparison for one server. */
export interface ComparedServer {
  readonly key: string;
  /** `failed`: it could not be queried, so changes are unknown. `locked`: the lock was used in its place, as requested. */
  readonly status: "asked" | "failed" | "locked" | "removed";
  readonly error?: { readonly code: string; readonly message: string };
  /** What it offers now. */
  readonly tools: readonly string[];
}

/** A comparison of two states of the servers, and whether it fails. */
export interface DiffReport {
  /** The older state: the path of a lock, or a revision. */
  readonly against: string;
  /** In the order of their keys. */
  readonly servers: readonly ComparedServer[];
  /** The worst first for each server. */
  readonly changes: readonly Change[];
  readonly counts: Readonly<Record<Severity, number>>;
  readonly failOn: FailOn;
  /** Whether a change is at least as severe as `failOn`. */
  readonly failed: boolean;
}

/** Counts, sorts and judges changes. */
export function diffReport(
  against: string,
  servers: readonly ComparedServer[],
  changes: readonly Change[],
  failOn: FailOn,
): DiffReport {
  const counts = { breaking: 0, unknown: 0, dangerous: 0, safe: 0 };
  for (const { severity } of changes) counts[severity]++;
  const rank = ({ severity }: Change): number => SEVERITIES.indexOf(severity);
  const order = servers.map(({ key }) => key);
  const sorted = [...changes].sort(
    (a, b) => order.indexOf(a.server) - order.indexOf(b.server) || rank(a) - rank(b),
  );
  return {
    against,
    servers,
    changes: sorted,
    counts,
    failOn,
    failed: changes.some((change) => fails(change, failOn)),
  };
}

/** Whether one change is at least as severe as `failOn`. */
export function fails({ severity }: Change, failOn: FailOn): boolean {
  return FAILING[failOn].includes(severity);
}
