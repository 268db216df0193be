import { describe, expect, it } from "vitest";
import { flagsOf } from "../../../src/shared/command-line/flags.js";

/** The flags of a schema as `name:takes`, with `*` for a list and `!` for a required one. */
function flags(schema: object): readonly string[] {
  return flagsOf({ type: "object", ...schema }).map(
    ({ name, takes, isList, isRequired }) => `${name}:${takes}${isList ? "*" : ""}${isRequired ? "!" : ""}`,
  );
}

describe("flagsOf", () => {
  it.each<[string, object, readonly string[]]>([
    ["text", { properties: { city: { type: "string" } }, required: ["city"] }, ["city:text!"]],
    [
      "a number and a switch",
      { properties: { a: { type: "integer" }, b: { type: "boolean" } } },
      ["a:number", "b:switch"],
    ],
    ["a list", { properties: { tags: { type: "array", items: { type: "string" } } } }, ["tags:text*"]],
    ["nested values", { properties: { at: { type: "object" } } }, ["at:json"]],
    [
      "null beside a value",
      { properties: { a: { anyOf: [{ type: "number" }, { type: "null" }] } } },
      ["a:number"],
    ],
    ["text or something else", { properties: { a: { type: ["string", "number"] } } }, ["a:text"]],
    [
      "references and allOf",
      {
        allOf: [{ $ref: "#/$defs/Base" }],
        properties: { b: { $ref: "#/$defs/Flag" } },
        $defs: {
          Base: { properties: { a: { type: "number" } }, required: ["a"] },
          Flag: { type: "boolean" },
        },
      },
      ["b:switch", "a:number!"],
    ],
    [
      "camel case and underscores that fall together",
      { properties: { maxResults: {}, max_results: {} } },
      ["max-results:text", "max-results-2:text"],
    ],
    [
      "the names of common flags",
      { properties: { json: {}, help: {}, Args: {} } },
      ["arg-json:text", "arg-help:text", "arg-args:text"],
    ],
    [
      "what looks like a negation",
      { properties: { "no-cache": { type: "boolean" }, cache: { type: "boolean" } } },
      ["arg-no-cache:switch", "cache:switch"],
    ],
    [
      "names without letters",
      { properties: { 名前: {}, "<x>": {}, "": {} } },
      ["arg:text", "x:text", "arg-2:text"],
    ],
    [
      "names of objects' members",
      { properties: JSON.parse('{"__proto__":{},"constructor":{}}') as object },
      ["proto:text", "constructor:text"],
    ],
    ["a schema that is none", { properties: 1 }, []],
  ])("%s", (_, schema, want) => {
    expect(flags(schema)).toEqual(want);
  });

  it("lists the values of an enumeration, a constant and a union of them", () => {
    const of = (property: object): unknown => flagsOf({ properties: { a: property } })[0]?.choices;
    expect(of({ enum: ["c", "f", null] })).toEqual(["c", "f"]);
    expect(of({ oneOf: [{ const: "a" }, { const: 2 }] })).toEqual(["a", 2]);
    expect(of({ type: "array", items: { enum: ["x"] } })).toEqual(["x"]);
  });
});
