import { compilePattern } from "./index.js";

type Matcher = (text: string) => boolean;

/**
 * Makes a function that tells whether a text matches a pattern, in linear time. The pattern is compiled on first use and
 * belongs to the matcher: a validator keeps all patterns of its own schema, so that no other server's can evict them.
 */
export function matcherOf(source: string): Matcher {
  let compiled: Matcher | undefined;
  return (text) => (compiled ??= compilePattern(source))(text);
}

/** Makes a function that tests texts against all patterns of one validator. */
export function matchesOf(): (source: string, text: string) => boolean {
  const matchers = new Map<string, Matcher>();
  return (source, text) => {
    let matcher = matchers.get(source);
    if (matcher === undefined) matchers.set(source, (matcher = compilePattern(source)));
    return matcher(text);
  };
}
