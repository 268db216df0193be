import { type CharSet, complement, union } from "./char-set.js";
import type { ClassSet, Pattern } from "./pattern.js";

/** Prints the pattern for JavaScript, to be compiled with the `u` flag. */
export function toJavaScript(pattern: Pattern): string {
  switch (pattern.kind) {
    case "start":
      return "^";
    case "end":
      return "$";
    case "boundary":
      return "\\b";
    case "notBoundary":
      return "\\B";
    case "set":
      return printSet(pattern.set);
    case "sequence":
      return pattern.of
        .map((part) => (part.kind === "choice" ? `(?:${toJavaScript(part)})` : toJavaScript(part)))
        .join("");
    case "choice":
      return pattern.of.map((each) => toJavaScript(each)).join("|");
    case "repeat": {
      const { inner, min, max } = pattern;
      const body = inner.kind === "set" ? toJavaScript(inner) : `(?:${toJavaScript(inner)})`;
      if (max === Infinity && min <= 1) return `${body}${min === 0 ? "*" : "+"}`;
      if (min === 0 && max === 1) return `${body}?`;
      return `${body}{${min}${max === min ? "" : `,${max === Infinity ? "" : max}`}}`;
    }
  }
}

function printSet(set: ClassSet): string {
  const range = ([first, last]: CharSet[number]): string =>
    first === last ? point(first) : `${point(first)}-${point(last)}`;
  if (set.properties.length > 0) {
    const properties = set.properties.map(({ name, negated }) => `\\${negated ? "P" : "p"}{${name}}`);
    return `[${set.negated ? "^" : ""}${set.points.map(range).join("")}${properties.join("")}]`;
  }
  const points = set.negated ? complement(set.points) : union(set.points);
  // The syntaxes disagree about an empty class, so it is written as the complement of everything.
  return points.length === 0 ? `[^${range([0, 0x10ffff])}]` : `[${points.map(range).join("")}]`;
}

function point(value: number): string {
  return `\\u{${value.toString(16)}}`;
}
