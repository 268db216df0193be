import { createRequire } from "node:module";
import { planPattern } from "../../shared/json-schema/pattern/index.js";

type Matcher = (text: string) => boolean;

let re2: typeof import("re2js") | undefined;

/**
 * Tells whether a text matches a pattern, in time linear in the text. The pattern is compiled when it is first asked for, and kept by
 * whoever holds the matcher: a validator keeps those of its own schema, however many, and none of another server's pushes one out.
 * RE2 is loaded by the first pattern that needs it.
 */
export function matcherOf(source: string): Matcher {
  let compiled: Matcher | undefined;
  return (text) => (compiled ??= compile(source))(text);
}

/** Whether a text matches a pattern, for all patterns of one validator. */
export function matchesOf(): (source: string, text: string) => boolean {
  const matchers = new Map<string, Matcher>();
  return (source, text) => {
    let matcher = matchers.get(source);
    if (matcher === undefined) matchers.set(source, (matcher = compile(source)));
    return matcher(text);
  };
}

function compile(source: string): Matcher {
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
