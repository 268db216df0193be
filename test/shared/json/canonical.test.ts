import { describe, expect, it } from "vitest";
import { byCodeUnit, canonicalJson } from "../../../src/shared/json/canonical.js";

describe("canonicalJson", () => {
  it.each<[string, unknown, string]>([
    [
      "keys are sorted at every depth",
      { b: { d: 1, c: 2 }, a: [{ f: 1, e: 2 }] },
      '{"a":[{"e":2,"f":1}],"b":{"c":2,"d":1}}',
    ],
    // RFC 8785, section 3.2.3: by UTF-16 code unit, so U+1F600 (D83D DE00) comes before U+FB33
    [
      "by code unit, not by code point or locale",
      { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\u{1f600}": 5, "\u0080": 6, "\u00f6": 7 },
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}',
    ],
    [
      "numbers as ECMAScript writes them",
      [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27, -0],
      "[333333333.3333333,1e+30,4.5,0.002,1e-27,0]",
    ],
    ["text as JSON.stringify escapes it", '\u20ac$\u000f\nA\'B"\\"/', '"\u20ac$\\u000f\\nA\'B\\"\\\\\\"/"'],
    ["a member that is undefined is not there", { a: undefined, b: 1 }, '{"b":1}'],
    ["an item that is undefined is null", [undefined, () => 1, Symbol("s")], "[null,null,null]"],
    [
      "an own __proto__ is a key as any other",
      JSON.parse('{"b":1,"__proto__":{"x":2}}'),
      '{"__proto__":{"x":2},"b":1}',
    ],
    ["nothing", {}, "{}"],
    ["an empty string in a list", ["", ""], '["",""]'],
    ["null", null, "null"],
  ])("%s", (_name, given, want) => {
    expect(canonicalJson(given)).toBe(want);
  });

  it.each([
    ["arrays", "[", "]"],
    ["objects", '{"a":', "}"],
  ])("writes %s nested deeper than the call stack allows", (_name, open, close) => {
    const text = `${open.repeat(100_000)}{}${close.repeat(100_000)}`;
    // not `toBe`: a difference would be printed whole
    expect(canonicalJson(JSON.parse(text)) === text).toBe(true);
  });

  it("sorts as byCodeUnit does", () => {
    const keys = ["\ufb33", "\u{1f600}", "b", "a", "B", "10", "9", "", "\u00e4"];
    const sorted = Object.keys(
      JSON.parse(canonicalJson(Object.fromEntries(keys.map((key) => [`k${key}`, 0])))) as object,
    );
    expect(sorted).toEqual(keys.map((key) => `k${key}`).sort(byCodeUnit));
  });
});
