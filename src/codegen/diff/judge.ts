import type { Change, Severity } from "./change.js";

/** How bad changes are by the judgement of the user, by rule. `ignore`: they do not count as changes. */
export type Severities = Readonly<Record<string, Severity | "ignore">>;

/** The changes with the severities of the user in place of ours. */
export function judged(changes: readonly Change[], severities: Severities): readonly Change[] {
  return changes.flatMap((change) => {
    const severity = Object.hasOwn(severities, change.rule) ? severities[change.rule] : change.severity;
    return severity === undefined || severity === "ignore" ? [] : [{ ...change, severity }];
  });
}
