import { expect, it } from "vitest";
import fc from "../../support/fast-check.js";
import { visibleJson } from "../../../src/shared/text/visible-json.js";

it.each([
  ["a control sequence of eight bits", "\u009b31m", String.raw`"\u009b31m"`],
  ["text that is turned around", "a\u202eb", String.raw`"a\u202eb"`],
  ["a hidden prompt in tag characters", "\u{e0041}", String.raw`"\udb40\udc41"`],
  ["letters, accents and emoji stay", "é 東 😀", '"é 東 😀"'],
])("%s", (_, given, want) => {
  expect(visibleJson(given)).toBe(want);
});

it("keeps the line breaks of its indentation", () => {
  expect(visibleJson({ a: ["\n"] })).toBe('{\n  "a": [\n    "\\n"\n  ]\n}');
});

it("parses to the same value for any value", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
      expect(JSON.parse(visibleJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
