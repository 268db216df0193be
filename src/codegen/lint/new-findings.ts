import type { Change } from "../diff/change.js";
import type { ServerModel } from "../model/index.js";
import type { LintFinding } from "./finding.js";
import { lint } from "./lint.js";

/**
 * Returns what `lint` finds in the newer state but not in the older one, as changes that may mislead a model or a person.
 */
export function newFindings(
  before: readonly ServerModel[],
  after: readonly ServerModel[],
): readonly Change[] {
  const known = new Set(lint(before).map(identity));
  return lint(after)
    .filter((finding) => !known.has(identity(finding)))
    .map(({ server, kind, name, part, rule, message }) => ({
      ...{ server, kind, name, part: "texts", severity: "dangerous", rule: `lint-${rule}` },
      message: `${part} ${message}`,
    }));
}

function identity({ server, kind, name, part, rule, message }: LintFinding): string {
  return JSON.stringify([server, kind, name, part, rule, message]);
}
