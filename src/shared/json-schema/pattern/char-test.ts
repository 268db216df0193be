import { WORD } from "./char-set.js";
import type { ClassSet } from "./pattern.js";
import { toJavaScript } from "./print-pattern.js";

/** Makes a function that tells whether a code point is in a set. */
export function charTestOf(set: ClassSet): (point: number) => boolean {
  if (set.properties.length > 0) {
    const expression = new RegExp(`^${toJavaScript({ kind: "set", set })}$`, "u");
    return (point) => expression.test(String.fromCodePoint(point));
  }
  const { points, negated } = set;
  return (point) => points.some(([first, last]) => first <= point && point <= last) !== negated;
}

/** Whether a code point is part of a word, as `\b` understands it. */
export function isWord(point: number): boolean {
  return WORD.some(([first, last]) => first <= point && point <= last);
}
