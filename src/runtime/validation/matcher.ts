import { RE2JS } from "re2js";
import { planPattern } from "../../shared/json-schema/pattern/index.js";

type Matcher = (text: string) => boolean;

/**
 * Tells whether a text matches a pattern, in time linear in the text. The pattern is compiled when it is first asked for, and kept by
 * whoever holds the matcher: a validator keeps those of its own schema, however many, and none of another server's pushes one out.
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
  const expression = RE2JS.compile(plan.source);
  return (text) => expression.matcher(text).find();
}
