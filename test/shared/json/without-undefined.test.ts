import { describe, expect, it } from "vitest";
import { withoutUndefined } from "../../../src/shared/json/without-undefined.js";

describe("withoutUndefined", () => {
  it.each<[string, unknown, unknown]>([
    ["a member", { a: 1, b: undefined }, { a: 1 }],
    ["deep down", { a: [{ b: undefined, c: null }] }, { a: [{ c: null }] }],
    ["items of a list keep their place", [undefined, 1], [undefined, 1]],
    [
      "an own __proto__ stays a member",
      JSON.parse('{"__proto__":{"x":1},"a":1}'),
      JSON.parse('{"__proto__":{"x":1},"a":1}'),
    ],
  ])("%s", (_intent, given, want) => {
    const got = withoutUndefined(given);
    expect(got).toStrictEqual(want);
    expect(JSON.stringify(got)).toBe(JSON.stringify(want));
  });

  it.each<[string, unknown]>([
    ["nothing to leave out", { a: [{ b: 1 }] }],
    ["an instance of a class", new URL("https://example.com")],
    ["an invalid Date", new Date(NaN)],
  ])("gives the very value back: %s", (_intent, given) => {
    expect(withoutUndefined(given)).toBe(given);
  });
});
