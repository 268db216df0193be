import { isLinear } from "./linear.js";
import { parsePattern, PatternFault } from "./parse-pattern.js";
import type { Pattern } from "./pattern.js";
import { toJavaScript, toRe2 } from "./print-pattern.js";

/** How to match a pattern in linear time: `source` is for JavaScript (with the `u` flag) or for RE2. */
export interface PatternPlan {
  readonly engine: "native" | "re2";
  readonly source: string;
}

const plans = new Map<string, PatternPlan | string>();
const MAX_REMEMBERED = 1_000;

/** Returns why `pattern` cannot be matched in linear time, or is not a pattern at all; `undefined` if it can be. */
export function faultOf(pattern: string): string | undefined {
  const plan = planOrFault(pattern);
  return typeof plan === "string" ? plan : undefined;
}

/** Returns the plan for a pattern without a fault. Throws a `RangeError` for one with a fault. */
export function planPattern(pattern: string): PatternPlan {
  const plan = planOrFault(pattern);
  if (typeof plan === "string")
    throw new RangeError(`The pattern ${JSON.stringify(pattern)} cannot be matched: ${plan}.`);
  return plan;
}

function planOrFault(source: string): PatternPlan | string {
  const known = plans.get(source);
  if (known !== undefined) return known;
  if (plans.size >= MAX_REMEMBERED) plans.delete(plans.keys().next().value as string);
  const plan = make(source);
  plans.set(source, plan);
  return plan;
}

function make(source: string): PatternPlan | string {
  try {
    const pattern: Pattern = parsePattern(source);
    if (!isLinear(pattern)) return { engine: "re2", source: toRe2(pattern) };
    return { engine: "native", source: isUnicode(source) ? source : toJavaScript(pattern) };
  } catch (error) {
    if (error instanceof PatternFault) return error.message;
    throw error;
  }
}

/** Whether JavaScript accepts `source` with the `u` flag. */
function isUnicode(source: string): boolean {
  try {
    return new RegExp(source, "u").unicode;
  } catch {
    return false;
  }
}
