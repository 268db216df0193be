import { describe as suite, expect, it } from "vitest";
import { describe } from "../../../../src/codegen/schema/doc/index.js";
import { readSchema } from "../../../../src/shared/json-schema/index.js";
import type { JsonObject } from "../../../../src/shared/json/json.js";

const LONG =
  "A description that is as long as one sentence can reasonably be before it should end, and then some";

suite("describe", () => {
  it.each<[intent: string, given: JsonObject, want: readonly string[]]>([
    ["nothing", { type: "string" }, []],
    ["description", { description: " City " }, ["City"]],
    [
      "a sentence after a description that has no full stop",
      { description: "City", type: "string", minLength: 1 },
      ["City. At least 1 character."],
    ],
    [
      "and after one that has",
      { description: "City.", type: "string", minLength: 1 },
      ["City. At least 1 character."],
    ],
    ["below a long description", { description: LONG, minLength: 1 }, [LONG, "At least 1 character."]],
    [
      "below a description of several lines",
      { description: "a\nb", minLength: 1 },
      ["a\nb", "At least 1 character."],
    ],
    ["a title that says the name again", { title: "City Name" }, []],
    ["a title that the description holds", { title: "City", description: "The city" }, ["The city"]],
    ["a title that is the name of a class", { title: "get_weatherArguments" }, []],
    ["a title of its own", { title: "Where", description: "The city" }, ["Where", "The city"]],
    ["length", { maxLength: 3 }, ["At most 3 characters."]],
    ["length from and to", { minLength: 1, maxLength: 3 }, ["1 to 3 characters."]],
    ["exact length", { minLength: 3, maxLength: 3 }, ["Exactly 3 characters."]],
    ["range", { minimum: 1, maximum: 14 }, ["1 to 14."]],
    ["integer", { type: "integer", minimum: 1 }, ["Integer, at least 1."]],
    ["exclusive", { exclusiveMinimum: 0, maximum: 1 }, ["More than 0, at most 1."]],
    [
      "the range of safe integers says nothing",
      { type: "integer", minimum: -9007199254740991, maximum: 9007199254740991 },
      ["Integer."],
    ],
    ["multiple", { multipleOf: 0.01 }, ["A multiple of 0.01."]],
    ["pattern", { pattern: "^a+$" }, ["Pattern: `^a+$`."]],
    ["format", { format: "date-time" }, ["Format: date-time."]],
    ["items", { minItems: 1, uniqueItems: true }, ["At least 1 item. No item twice."]],
    ["properties", { maxProperties: 1 }, ["At most 1 property."]],
    [
      "content",
      { contentEncoding: "base64", contentMediaType: "image/png" },
      ["Encoding: base64. Media type: image/png."],
    ],
    ["what a list of values tells is not said twice", { enum: [1, 2], type: "integer", minimum: 1 }, []],
    ["default", { default: 3 }, ["The server assumes 3."]],
    ["a default of null is no news", { default: null }, []],
    ["examples", { examples: ["Oslo", { a: 1 }] }, [`Examples: "Oslo", {"a":1}.`]],
    [
      "the branch beside null",
      { anyOf: [{ type: "integer", minimum: 1 }, { type: "null" }] },
      ["Integer, at least 1."],
    ],
    ["read-only", { readOnly: true }, ["Read-only."]],
  ])("%s", (_, given, want) => {
    const { root } = readSchema(given);
    expect(describe([root], { mode: "input", name: "city_name" })).toEqual({ paragraphs: want, tags: [] });
  });

  it("says of an output what its default is", () => {
    expect(describe([readSchema({ default: "a" }).root], { mode: "output", name: "x" }).paragraphs).toEqual([
      `Default: "a".`,
    ]);
  });

  it("marks what is deprecated", () => {
    expect(describe([readSchema({ deprecated: true }).root], { mode: "output", name: "x" }).tags).toEqual([
      { tag: "deprecated" },
    ]);
  });

  it("says what several schemas say of one property, each thing once", () => {
    const nodes = [
      { description: "A", minLength: 1 },
      { description: "A", maxLength: 3 },
      { minLength: 1 },
    ].map((schema) => readSchema(schema).root);
    expect(describe(nodes, { mode: "output", name: "x" }).paragraphs).toEqual([
      "A. At least 1 character. At most 3 characters.",
    ]);
  });
});
