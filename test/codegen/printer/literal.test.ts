import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import fc from "../../support/fast-check.js";
import {
  code,
  identifier,
  literal,
  memberKey,
  number,
  print,
  propertyKey,
  string,
} from "../../../src/codegen/printer/index.js";
import type { Json } from "../../../src/shared/json/json.js";

const text = (value: Parameters<typeof print>[0]): string => print(value).trimEnd();

describe("string", () => {
  it.each([
    ["plain", "a b", '"a b"'],
    ["quotes and backslashes", 'a"b\\', '"a\\"b\\\\"'],
    ["line breaks", "a\r\nb", '"a\\u000d\\nb"'],
    ["line separators", "\u2028\u2029\u0085", '"\\u2028\\u2029\\u0085"'],
    ["bidi controls, which hide code from a reader", "\u202ex\u2066", '"\\u202ex\\u2066"'],
    ["zero width and tag characters, which hide prompts", "\u200b\u{e0041}", '"\\u200b\\udb40\\udc41"'],
    ["a lone surrogate", "\ud800", '"\\ud800"'],
    ["template holes as plain text", "`${process.exit()}`", '"`${process.exit()}`"'],
    ["readable letters of every script", "naïve 東京 😀", '"naïve 東京 😀"'],
    ["a script end tag", "</script>", '"</script>"'],
    ["the address of a source map", "//# sourceMappingURL=x", '"//\\u0023 sourceMappingURL=x"'],
  ])("%s", (_intent, given, want) => {
    expect(text(string(given))).toBe(want);
  });

  it("decodes to the same text, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (given) => runInNewContext(text(string(given))) === given),
      { numRuns: 2_000 },
    );
  });
});

describe("literal", () => {
  it.each<[string, Json, string]>([
    ["null", null, "null"],
    ["minus zero", -0, "-0"],
    ["a large number", 1e300, "1e+300"],
    ["an object on one line", { a: 1, "b-c": [true] }, '{ a: 1, "b-c": [true] }'],
    ["an own __proto__", JSON.parse('{"__proto__":1}') as Json, '{ ["__proto__"]: 1 }'],
    ["an empty object", {}, "{}"],
  ])("%s", (_intent, given, want) => {
    expect(text(literal(given))).toBe(want);
  });

  it("evaluates to an equal value, whatever it is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (given) => {
        const value: unknown = runInNewContext(`(${text(literal(given as Json))})`);
        expect(JSON.stringify(value)).toBe(JSON.stringify(given));
      }),
      { numRuns: 500 },
    );
  });

  it("refuses what JSON cannot represent", () => {
    expect(() => number(Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });
});

describe("names", () => {
  it("refuses an identifier that the plan did not make", () => {
    expect(() => identifier("a(){}};evil();({b")).toThrow(/not an identifier/);
    expect(() => identifier("")).toThrow(/not an identifier/);
    expect(text(identifier("$_a1"))).toBe("$_a1");
  });

  it.each([
    ["identifier", "city", "city", "city"],
    ["reserved word", "function", "function", "function"],
    ["dash", "max-results", '"max-results"', '"max-results"'],
    ["the prototype's accessor", "__proto__", '["__proto__"]', "__proto__"],
    ["code", "a: 1 } | evil; x", '"a: 1 } | evil; x"', '"a: 1 } | evil; x"'],
  ])("keys: %s", (_intent, given, inObject, inType) => {
    expect(text(propertyKey(given))).toBe(inObject);
    expect(text(memberKey(given))).toBe(inType);
  });
});

describe("code", () => {
  it("indents the text in a hole like the line that contains it", () => {
    const body = code`if (a) {
  b();
}`;
    expect(
      text(code`function f() {
  ${body}
  return 1;
}`),
    ).toBe("function f() {\n  if (a) {\n    b();\n  }\n  return 1;\n}");
  });
});
