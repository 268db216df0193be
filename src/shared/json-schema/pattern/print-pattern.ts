import { type CharSet, complement, union } from "./char-set.js";
import { PatternFault } from "./parse-pattern.js";
import { type ClassSet, type Pattern } from "./pattern.js";

/** Limits for RE2: the highest count of a quantifier, and the most states that it may build. */
const MAX_COUNT = 1_000;
const MAX_STATES = 20_000;

/** RE2 supports general categories only by their short names. */
const CATEGORIES: Readonly<Record<string, string>> = {
  Letter: "L",
  Cased_Letter: "LC",
  Uppercase_Letter: "Lu",
  Lowercase_Letter: "Ll",
  Titlecase_Letter: "Lt",
  Modifier_Letter: "Lm",
  Other_Letter: "Lo",
  Mark: "M",
  Nonspacing_Mark: "Mn",
  Spacing_Mark: "Mc",
  Enclosing_Mark: "Me",
  Number: "N",
  Decimal_Number: "Nd",
  digit: "Nd",
  Letter_Number: "Nl",
  Other_Number: "No",
  Punctuation: "P",
  punct: "P",
  Connector_Punctuation: "Pc",
  Dash_Punctuation: "Pd",
  Open_Punctuation: "Ps",
  Close_Punctuation: "Pe",
  Initial_Punctuation: "Pi",
  Final_Punctuation: "Pf",
  Other_Punctuation: "Po",
  Symbol: "S",
  Math_Symbol: "Sm",
  Currency_Symbol: "Sc",
  Modifier_Symbol: "Sk",
  Other_Symbol: "So",
  Separator: "Z",
  Space_Separator: "Zs",
  Line_Separator: "Zl",
  Paragraph_Separator: "Zp",
  Other: "C",
  Control: "Cc",
  Format: "Cf",
};

/** Prints the pattern for JavaScript, to be compiled with the `u` flag. */
export function toJavaScript(pattern: Pattern): string {
  return print(
    pattern,
    (value) => `\\u{${value.toString(16)}}`,
    (name) => name,
  );
}

/**
 * Prints the pattern in RE2's syntax, with every character class written out. Throws a `PatternFault` if RE2 has no equivalent.
 */
export function toRe2(pattern: Pattern): string {
  if (states(pattern) > MAX_STATES)
    throw new PatternFault("it repeats too much to be matched in bounded memory");
  return print(pattern, (value) => `\\x{${value.toString(16)}}`, re2Property);
}

function re2Property(name: string): string {
  const [key, value] = name.split("=");
  const category =
    value === undefined || key === "gc" || key === "General_Category" ? (value ?? key ?? "") : undefined;
  if (category !== undefined) {
    const short = CATEGORIES[category] ?? category;
    if (/^[LMNPSZC][a-z]?$/.test(short)) return short;
  } else if (key === "sc" || key === "Script") return value as string;
  throw new PatternFault(`the Unicode property ${name} is not available in linear time`);
}

type PrintPoint = (value: number) => string;
type PrintProperty = (name: string) => string;

function print(pattern: Pattern, point: PrintPoint, property: PrintProperty): string {
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
      return printSet(pattern.set, point, property);
    case "sequence":
      return pattern.of
        .map((part) =>
          part.kind === "choice" ? `(?:${print(part, point, property)})` : print(part, point, property),
        )
        .join("");
    case "choice":
      return pattern.of.map((each) => print(each, point, property)).join("|");
    case "repeat": {
      const { inner, min, max } = pattern;
      const body =
        inner.kind === "set" ? print(inner, point, property) : `(?:${print(inner, point, property)})`;
      if (max === Infinity && min <= 1) return `${body}${min === 0 ? "*" : "+"}`;
      if (min === 0 && max === 1) return `${body}?`;
      return `${body}{${min}${max === min ? "" : `,${max === Infinity ? "" : max}`}}`;
    }
  }
}

function printSet(set: ClassSet, point: PrintPoint, property: PrintProperty): string {
  const range = ([first, last]: CharSet[number]): string =>
    first === last ? point(first) : `${point(first)}-${point(last)}`;
  if (set.properties.length > 0) {
    const properties = set.properties.map(
      ({ name, negated }) => `\\${negated ? "P" : "p"}{${property(name)}}`,
    );
    return `[${set.negated ? "^" : ""}${set.points.map(range).join("")}${properties.join("")}]`;
  }
  const points = set.negated ? complement(set.points) : union(set.points);
  // The syntaxes disagree about an empty class, so it is written as the complement of everything.
  return points.length === 0 ? `[^${range([0, 0x10ffff])}]` : `[${points.map(range).join("")}]`;
}

/** Returns the number of automaton states for `pattern`, with counted repetitions expanded. */
function states(pattern: Pattern): number {
  switch (pattern.kind) {
    case "sequence":
    case "choice":
      return pattern.of.reduce((sum, part) => sum + states(part), 1);
    case "repeat": {
      const count = pattern.max === Infinity ? pattern.min : pattern.max;
      if (count > MAX_COUNT) throw new PatternFault(`it counts to ${count}, more than ${MAX_COUNT}`);
      return (states(pattern.inner) + 1) * Math.max(1, count);
    }
    default:
      return 1;
  }
}
