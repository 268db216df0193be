import { RE2JS } from "re2js";
import { planPattern } from "../../shared/json-schema/pattern/index.js";

type Matcher = (text: string) => boolean;

/**
 * Makes a function that tells whether a text matches a pattern, in linear time. The pattern is compiled on first use and
 * belongs to the matcher: a validator keeps all patterns of its own schema, so that no other server's can evict them.
 */
export function matcherOf(source: string): Matcher {
  let compiled: Matcher | undefined;
  return (text) => (compiled ??= compile(source))(text);
}

/** Makes a function that tests texts against all patterns of one validator. */
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
