import { assertBounded, automatonOf } from "./automaton.js";
import { isAnchored, isLinear } from "./linear.js";
import { parsePattern, PatternFault } from "./parse-pattern.js";
import type { Pattern } from "./pattern.js";
import { toJavaScript } from "./print-pattern.js";
import { Search } from "./search.js";

/** How to match a pattern in linear time: as `source` by JavaScript (with the `u` flag), or by an automaton. */
export type PatternPlan =
  | { readonly engine: "native"; readonly source: string }
  | { readonly engine: "automaton"; readonly pattern: Pattern };

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

/**
 * Returns a function that tells whether a pattern without a fault matches somewhere in a text, in linear time. Throws a
 * `RangeError` for one with a fault.
 */
export function compilePattern(source: string): (text: string) => boolean {
  const plan = planPattern(source);
  return plan.engine === "native" ? compileNative(plan.source) : searchFor(plan.pattern);
}

/** Returns a function that tells whether an automaton finds a pattern somewhere in a text. */
export function searchFor(pattern: Pattern): (text: string) => boolean {
  const search = new Search(automatonOf(pattern), isAnchored(pattern));
  return (text) => search.find(text);
}

function compileNative(source: string): (text: string) => boolean {
  const expression = new RegExp(source, "u");
  return (text) => expression.test(text);
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
    if (!isLinear(pattern)) {
      assertBounded(pattern);
      return { engine: "automaton", pattern };
    }
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
