import type { Json } from "../../../shared/json/json.js";
import type { Severity } from "../change.js";

/**
 * How a schema differs from what it was.
 *
 * - `narrower`: some value that was accepted is not any more; `wider`: the reverse; `changed`: both
 * - `added`: an optional property that nobody could rely on before; `removed`: a property that callers may name
 * - `perhaps-narrower`: narrower by the letter; whether a call that anybody makes is refused cannot be told
 * - `formal`: it is written otherwise, and judges no value otherwise that JSON carries exactly
 * - `text`: annotations only
 */
export type Effect =
  "narrower" | "wider" | "changed" | "added" | "removed" | "unknown" | "perhaps-narrower" | "formal" | "text";

export interface Finding {
  readonly effect: Effect;
  readonly rule: string;
  /** Where, from the root of the newer schema (of the older one for what is gone). */
  readonly pointer: string;
  readonly message: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** A caller writes inputs and reads outputs: what is allowed to grow for one may only shrink for the other. */
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
