import { RE2JS } from "re2js";
import { faultOf, planPattern } from "../../../../shared/json-schema/pattern/index.js";

/** Returns a function that tells whether a key matches; `undefined` if this cannot be decided in linear time. */
export function patternMatcher(pattern: string): (key: string) => boolean | undefined {
  if (faultOf(pattern) !== undefined) return () => undefined;
  const { engine, source } = planPattern(pattern);
  if (engine === "native") {
    const expression = new RegExp(source, "u");
    return (key) => expression.test(key);
  }
  const expression = RE2JS.compile(source);
  return (key) => expression.matcher(key).find();
}
