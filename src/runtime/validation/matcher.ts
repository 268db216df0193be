import { createRequire } from "node:module";
import { planPattern } from "../../shared/json-schema/pattern/index.js";

type Matcher = (text: string) => boolean;

const matchers = new Map<string, Matcher>();
const MAX_REMEMBERED = 1_000;
let re2: typeof import("re2js") | undefined;

/** Tells whether a text matches a pattern, in time linear in the text. RE2 is loaded by the first pattern that needs it. */
export function matcherOf(source: string): Matcher {
  const known = matchers.get(source);
  if (known !== undefined) return known;
  if (matchers.size >= MAX_REMEMBERED) matchers.clear();
  const matcher = make(source);
  matchers.set(source, matcher);
  return matcher;
}

/** Whether `text` matches `source`. */
export function matches(source: string, text: string): boolean {
  return matcherOf(source)(text);
}

function make(source: string): Matcher {
  const plan = planPattern(source);
  if (plan.engine === "native") {
    const expression = new RegExp(plan.source, "u");
    return (text) => expression.test(text);
  }
  // Validation is synchronous, hence `require`; it costs 15 ms, hence not an import.
  re2 ??= createRequire(import.meta.url)("re2js") as typeof import("re2js");
  const expression = re2.RE2JS.compile(plan.source);
  return (text) => expression.matcher(text).find();
}
