import type { Json } from "../../../shared/json/json.js";
import type { Severity } from "../change.js";

/**
 * How a schema differs from what it was.
 *
 * - `narrower`: some value is no longer accepted; `wider`: the reverse; `changed`: both
 * - `added`: an optional property that is new; `removed`: a property that callers may use
 * - `perhaps-narrower`: strictly speaking narrower, but possibly without effect on actual calls
 * - `formal`: written differently, but equivalent for all values that JSON carries exactly
 * - `text`: annotations only
 */
export type Effect =
  "narrower" | "wider" | "changed" | "added" | "removed" | "unknown" | "perhaps-narrower" | "formal" | "text";

export interface Finding {
  readonly effect: Effect;
  readonly rule: string;
  /** The place, from the root of the newer schema (of the older one for removals). */
  readonly pointer: string;
  readonly message: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** A caller writes inputs and reads outputs: where one may be extended, the other may only shrink. */
const SEVERITY: Record<Effect, { readonly input: Severity; readonly output: Severity }> = {
  narrower: { input: "breaking", output: "safe" },
  wider: { input: "safe", output: "breaking" },
  changed: { input: "breaking", output: "breaking" },
  added: { input: "safe", output: "safe" },
  removed: { input: "breaking", output: "breaking" },
  unknown: { input: "unknown", output: "unknown" },
  "perhaps-narrower": { input: "unknown", output: "safe" },
  formal: { input: "safe", output: "safe" },
  text: { input: "dangerous", output: "dangerous" },
};

export function severityOf(effect: Effect, direction: "input" | "output"): Severity {
  return SEVERITY[effect][direction];
}
