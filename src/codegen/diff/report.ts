import { type Change, SEVERITIES, type Severity } from "./change.js";

/**
 * From which severity on a comparison fails. What cannot be proven harmless (`unknown`) counts as breaking: it never passes
 * in silence, and a person who has looked takes it into the lock.
 */
export type FailOn = "breaking" | "dangerous" | "any" | "none";

const FAILING: Readonly<Record<FailOn, readonly Severity[]>> = {
  breaking: ["breaking", "unknown"],
  dangerous: ["breaking", "unknown", "dangerous"],
  any: SEVERITIES,
  none: [],
};

/** What became of one server in a comparison. */
export interface ComparedServer {
  readonly key: string;
  /** `failed`: it could not be asked, so nothing is known of changes. `locked`: the lock stood for it, as was asked. */
  readonly status: "asked" | "failed" | "locked" | "removed";
  readonly error?: { readonly code: string; readonly message: string };
  /** What it offers now. */
  readonly tools: readonly string[];
}

/** A comparison of two states of the servers, and its verdict. */
export interface DiffReport {
  /** What the older state is: the path of a lock, or a revision. */
  readonly against: string;
  /** In the order of their keys. */
  readonly servers: readonly ComparedServer[];
  /** The worst first within a server. */
  readonly changes: readonly Change[];
  readonly counts: Readonly<Record<Severity, number>>;
  readonly failOn: FailOn;
  /** Whether a change is as bad as `failOn` says, or worse. */
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

/** Whether one change is as bad as `failOn` says, or worse. */
export function fails({ severity }: Change, failOn: FailOn): boolean {
  return FAILING[failOn].includes(severity);
}
