import { describe, expect, it } from "vitest";
import { expand, parseTemplate, templateVariables } from "../../../src/shared/uri-template/index.js";
import { RFC_6570_EXAMPLES } from "./rfc-6570-examples.js";
import { cpuMsOf } from "../../support/cpu-time.js";

/** RFC 6570, section 3.2. */
const variables = {
  count: ["one", "two", "three"],
  dom: ["example", "com"],
  dub: "me/too",
  hello: "Hello World!",
  half: "50%",
  var: "value",
  who: "fred",
  base: "http://example.com/home/",
  path: "/foo/bar",
  list: ["red", "green", "blue"],
  keys: { semi: ";", dot: ".", comma: "," },
  v: "6",
  x: "1024",
  y: "768",
  empty: "",
  empty_keys: {},
  undef: null,
  semi: ";",
  year: ["1965", "2000", "2012"],
};

it.each(RFC_6570_EXAMPLES)("RFC 6570, %s: %s → %s", (_section, template, want) => {
  expect(expand(template, variables)).toBe(want);
});

describe("beyond them", () => {
  it.each([
    ["numbers and booleans", "{n}{?b}", { n: 1.5, b: false }, "1.5?b=false"],
    ["a character beyond the BMP counts once", "{s:1}", { s: "😀x" }, "%F0%9F%98%80"],
    ["a lone surrogate is replaced, not thrown at", "{s}", { s: "\ud800" }, "%EF%BF%BD"],
    ["inherited names are not variables", "{toString}{__proto__}", {}, ""],
    ["a ready percent-encoding is not cut in two", "{+s:2}{s:2}", { s: "%41%42c" }, "%41%42%254"],
    [
      "a name with a hyphen, which servers use",
      "users://{user-id}{?post.id}",
      { "user-id": "a b", "post.id": 1 },
      "users://a%20b?post.id=1",
    ],
    ["a name that is percent-encoded stays so", "{?a%20b}", { "a%20b": "x" }, "?a%20b=x"],
    [
      "holes in lists and maps are left out",
      "{?l*,m*,n}",
      { l: ["a", null], m: { b: undefined, c: "d" }, n: [undefined] },
      "?l=a&c=d",
    ],
    ["a map of empty values", "{?m*}{;m*}", { m: { a: "" } }, "?a=;a"],
    ["literals that are not URI characters", "weather://å/{v}", { v: "b" }, "weather://%C3%A5/b"],
  ])("%s", (_intent, template, given, want) => {
    expect(expand(template, given)).toBe(want);
  });

  it.each([
    ["{", 0],
    ["a{b", 1],
    ["a}", 1],
    ["ab{}", 2],
    ["{a b}", 0],
    ["{ a}", 0],
    ["{a:0}", 0],
    ["{a:12345}", 0],
    ["{a:3*}", 0],
    ["{a*:3}", 0],
    ["{=a}", 0],
    ["{|a}", 0],
    ["{??a}", 0],
    ["{/?a}", 0],
    ["{-a}", 0],
    ["{a-}", 0],
    ["{a,}", 0],
    ["{a**}", 0],
    ["{a.}", 0],
    ["{%4}", 0],
    ["x{y}z{a{b}}", 5],
  ])("rejects %s", (template, position) => {
    expect(() => parseTemplate(template)).toThrow(
      expect.objectContaining({
        name: "SyntaxError",
        message: expect.stringMatching(new RegExp(` at ${position}\\b`)) as string,
      }),
    );
  });

  it.each([["{v:3}"], ["{+v:3}"], ["{?v:3}"]])("%s takes no list or map", (template) => {
    expect(() => expand(template, { v: ["a"] })).toThrow(TypeError);
    expect(() => expand(template, { v: { a: "b" } })).toThrow(TypeError);
  });

  it.each([
    ["x://{a}{?b,c:3}", ["a string required", "b string", "c string"]],
    ["{a*}{/b*}{.c*}{?d*}{;e*}{&f*}", ["a list required", "b list", "c list", "d map", "e map", "f map"]],
    ["{?a*}{/a*}", ["a list"]],
    ["{?a*}{a}", ["a string required"]],
    ["{a}/{a}{?a}", ["a string required"]],
    ["none", []],
  ])("the variables of %s", (template, want) => {
    const variables = templateVariables(template).map(
      ({ name, kind, required }) => `${name} ${kind}${required ? " required" : ""}`,
    );
    expect(variables).toEqual(want);
  });

  it("takes linear time for hostile input", () => {
    const parse = (): void => {
      expect(() => parseTemplate("{a.".repeat(200_000))).toThrow(SyntaxError);
      expect(() => parseTemplate(`{${"a.".repeat(200_000)}}`)).toThrow(SyntaxError);
    };
    expect(cpuMsOf(parse)).toBeLessThan(3_000);
  });
});
