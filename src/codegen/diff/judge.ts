import type { Change, Severity } from "./change.js";

/** The user's severities of changes, by rule. `ignore`: they do not count as changes. */
export type Severities = Readonly<Record<string, Severity | "ignore">>;

/** Replaces our severities by the user's. */
export function judged(changes: readonly Change[], severities: Severities): readonly Change[] {
  return changes.flatMap((change) => {
    const severity = Object.hasOwn(severities, change.rule) ? severities[change.rule] : change.severity;
    return severity === undefined || severity === "ignore" ? [] : [{ ...change, severity }];
  });
}
