import { compilePattern, faultOf } from "../../../../shared/json-schema/pattern/index.js";

/** Returns a function that tells whether a key matches; `undefined` if this cannot be decided in linear time. */
export function patternMatcher(pattern: string): (key: string) => boolean | undefined {
  if (faultOf(pattern) !== undefined) return () => undefined;
  return compilePattern(pattern);
}
