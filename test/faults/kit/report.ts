import type { Faults } from "./ledger.js";

/** What a suite found. */
export interface Row {
  readonly suite: string;
  /** What was run. */
  readonly load: string;
  /** Figures worth reading. */
  readonly figures: string;
  /** What is not as it must be; empty: it passed. */
  readonly failures: readonly string[];
  /** Bounds on time that did not hold: one run may have met a machine that was busy with something else. */
  readonly slow?: readonly string[];
}

/** How much of each suite is run. */
export type Scale = "short" | "full";

/** One line per wrong thing in a history. */
export function describeFaults(faults: Faults): string[] {
  return Object.entries(faults)
    .filter(([, ids]: [string, readonly string[]]) => ids.length > 0)
    .map(
      ([kind, ids]: [string, readonly string[]]) => `${ids.length} ${kind}: ${ids.slice(0, 3).join(", ")}`,
    );
}

/** `undefined` where the bound holds, else what to say. */
export function bound(name: string, value: number, limit: number, side: "max" | "min", digits = 2): string[] {
  const holds = side === "max" ? value <= limit : value >= limit;
  return holds
    ? []
    : [`${name} is ${value.toFixed(digits)}, ${side === "max" ? "more" : "less"} than ${limit}`];
}

/** The value below which `share` of the sorted values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function table(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ suite, load, figures, failures }) =>
      `| ${suite} | ${load} | ${figures} | ${failures.length === 0 ? "pass" : `**fail**: ${failures.join("; ")}`} |`,
  );
  return ["| suite | load | figures | verdict |", "| --- | --- | --- | --- |", ...lines].join("\n");
}
