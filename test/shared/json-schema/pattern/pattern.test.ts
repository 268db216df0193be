import { describe, expect, it } from "vitest";
import fc from "../../../support/fast-check.js";
import {
  compilePattern,
  faultOf,
  planPattern,
  searchFor,
} from "../../../../src/shared/json-schema/pattern/index.js";
import { parsePattern } from "../../../../src/shared/json-schema/pattern/parse-pattern.js";
import { toJavaScript } from "../../../../src/shared/json-schema/pattern/print-pattern.js";
import { cpuMsOf } from "../../../support/cpu-time.js";

describe("a pattern is left to JavaScript only where it cannot backtrack", () => {
  it.each([
    ["^[a-z]+$", "native"],
    ["^[a-z]+(-[a-z]+)*$", "native"],
    ["^(?:foo|bar|baz)$", "native"],
    ["^https?://", "native"],
    ["\\d{4}-\\d{2}-\\d{2}", "native"],
    ["^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", "native"],
    ["^(a+)+$", "automaton"],
    ["^(a|a)*$", "automaton"],
    ["^(a|ab)*c$", "automaton"],
    ["a+b", "automaton"],
    ["^.*x.*y$", "automaton"],
    ["^\\S+@\\S+$", "automaton"],
    ["^(?:a?){30}a{30}$", "automaton"],
  ])("%s: %s", (pattern, engine) => {
    expect(planPattern(pattern).engine).toBe(engine);
  });

  it("matches hostile texts of 100,000 characters at once", () => {
    const texts = ["a".repeat(100_000), `${"a".repeat(100_000)}!`, "a-".repeat(50_000), "0".repeat(100_000)];
    const patterns = [
      "^[a-z]+$",
      "^[a-z]+(-[a-z]+)*$",
      "^(?:[a-z]-)*$",
      "^[^@]+@[^@.]+\\.[a-z]{2,}$",
      "^(?:a|b|0-)*$",
      "\\d{4}-\\d{2}-\\d{2}",
      "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",
    ];
    const match = (): void => {
      for (const pattern of patterns) {
        const plan = planPattern(pattern);
        expect(plan.engine).toBe("native");
        const matches = compilePattern(pattern);
        for (const text of texts) matches(text);
      }
    };
    expect(cpuMsOf(match)).toBeLessThan(3_000);
  });
});

it("the automaton matches hostile texts of 100,000 characters at once", () => {
  const texts = ["a".repeat(100_000), `${"a".repeat(100_000)}!`, "a-".repeat(50_000), "é😀".repeat(30_000)];
  const patterns = [
    "^(a+)+$",
    "^(a|a)*$",
    "(a|ab)*c$",
    "^(?:a?){30}a{30}$",
    "a.*b.{20}c",
    "^(.*x){9}$",
    "\\p{L}+\\d",
  ];
  const match = (): void => {
    for (const pattern of patterns) {
      expect(planPattern(pattern).engine).toBe("automaton");
      const matches = compilePattern(pattern);
      for (const text of texts) matches(text);
    }
  };
  expect(cpuMsOf(match)).toBeLessThan(3_000);
});

describe("what has no linear time, or no meaning, is named", () => {
  it.each([
    ["(?=a)", "lookahead"],
    ["(?<!a)b", "lookbehind"],
    ["(a)\\1", "backreference"],
    ["(?<n>a)\\k<n>", "backreference"],
    ["(?P<n>a)", "ECMA-262"],
    ["a\\Z", "\\Z"],
    ["(?i)a", "ECMA-262"],
    ["(", "never closed"],
    ["[a", "too early"],
    ["a)", "has no opening one"],
    ["*a", "nothing to repeat"],
    ["[z-a]", "out of order"],
    ["\\p{Nope}", "property"],
    ["(?:(?:(?:.*x){900}y){900})", "repeats too much"],
    ["(".repeat(200) + ")".repeat(200), "nested"],
    ["a".repeat(10_001), "longer"],
  ])("%#: %s", (pattern, words) => {
    expect(faultOf(pattern)).toContain(words);
  });
});

describe("the automaton and JavaScript match alike", () => {
  it.each([
    ["\\s", ["\u00a0", "\ufeff", "\u2028", "\v", "x"]],
    ["^.$", ["\n", "\r", "\u2028", "a", "😀"]],
    ["\\d", ["1", "१"]],
    ["\\w+\\b", ["é", "a-"]],
    ["[^\\d\\s]", ["1", " ", "a"]],
    ["[\\w-.]+", ["a-.", "!"]],
    ["\\cA|\\x41|\\u0042|\\u{1f600}", ["\u0001", "A", "B", "😀", "C"]],
    ["[]", ["", "a"]],
    ["^[^]$", ["\n", "a", ""]],
    ["^\\p{Lu}\\P{Lu}$", ["Aa", "aA"]],
    ["^\\p{Script=Greek}+$", ["αβγ", "abc"]],
    ["^\\p{ID_Start}[\\p{Nd}-]+$", ["a1-", "1a"]],
    ["[\\ud800-\\udbff]$", ["\ud83d", "😀"]],
    ["x^a|b$x", ["a", "xa", "bx"]],
    ["\\B-\\b|^\\b|\\b$", ["", "-", "a", " -a"]],
    ["(?:)*a|(?:b*)*c", ["a", "bbc", "b"]],
    ["^a{2,}b{0}c{1,2}$", ["ac", "aac", "aaaacc", "aaabc"]],
    ["^a$", ["a\n", "a"]],
  ])("%s", (pattern, texts) => {
    const parsed = parsePattern(pattern);
    const native = new RegExp(toJavaScript(parsed), "u");
    for (const text of texts) expect(searchFor(parsed)(text), JSON.stringify(text)).toBe(native.test(text));
  });

  it("on random patterns and texts, as JavaScript reads the pattern itself", () => {
    const atom = fc.constantFrom(
      "a",
      "b",
      "[ab]",
      "[^a]",
      ".",
      "\\d",
      "\\w",
      "\\s",
      "😀",
      "\\b",
      "^",
      "$",
      "-",
    );
    const pattern = fc.letrec<{ p: string }>((tie) => ({
      p: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        atom,
        fc.array(tie("p"), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("")),
        fc.tuple(tie("p"), tie("p")).map(([a, b]) => `(?:${a}|${b})`),
        fc
          .tuple(tie("p"), fc.constantFrom("*", "+", "?", "{2}", "{1,3}", "*?"))
          .map(([a, q]) => `(${a})${q}`),
      ),
    })).p;
    const text = fc
      .array(fc.constantFrom("a", "b", "1", " ", "😀", "-", "\n"), { maxLength: 8 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 4, maxLength: 4 }), (source, texts) => {
        const parsed = parsePattern(source);
        const native = new RegExp(source, "u");
        const found = searchFor(parsed);
        for (const each of texts) {
          expect(new RegExp(toJavaScript(parsed), "u").test(each), source).toBe(native.test(each));
          expect(found(each), `${source} on ${JSON.stringify(each)}`).toBe(native.test(each));
        }
      }),
      { numRuns: 500 },
    );
  });
});
