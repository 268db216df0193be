import { describe as suite, expect, it } from "vitest";
import { describe } from "../../../../src/codegen/schema/doc/index.js";
import { readSchema } from "../../../../src/shared/json-schema/index.js";
import type { JsonObject } from "../../../../src/shared/json/json.js";

const LONG =
  "A description that is as long as one sentence can reasonably be before it should end, and then some";

/** `@minimum 1`, as it is printed. */
function described(schemas: readonly JsonObject[]): {
  readonly paragraphs: readonly string[];
  readonly tags: readonly string[];
} {
  const { paragraphs, tags } = describe(
    schemas.map((schema) => readSchema(schema).root),
    { name: "city_name" },
  );
  return { paragraphs, tags: tags.map(({ tag, text }) => (text === undefined ? tag : `${tag} ${text}`)) };
}

suite("describe", () => {
  it.each<[intent: string, given: JsonObject, want: readonly string[]]>([
    ["nothing", { type: "string" }, []],
    ["a description", { description: " City " }, ["City"]],
    [
      "a sentence after a description without a full stop",
      { description: "City", type: "integer" },
      ["City. Integer."],
    ],
    ["a sentence after one with a full stop", { description: "City.", readOnly: true }, ["City. Read-only."]],
    ["a sentence below a long description", { description: LONG, type: "integer" }, [LONG, "Integer."]],
    [
      "a sentence below a description of several lines",
      { description: "a\nb", readOnly: true },
      ["a\nb", "Read-only."],
    ],
    ["no title that repeats the name", { title: "City Name" }, []],
    ["no title that the description contains", { title: "City", description: "The city" }, ["The city"]],
    ["no title that is the name of a class", { title: "get_weatherArguments" }, []],
    ["any other title", { title: "Where", description: "The city" }, ["Where", "The city"]],
    ["examples", { examples: ["Oslo", { a: 1 }] }, [`Examples: "Oslo", {"a":1}.`]],
  ])("prints %s", (_, given, want) => {
    expect(described([given])).toEqual({ paragraphs: want, tags: [] });
  });

  it.each<[intent: string, given: JsonObject, want: readonly string[]]>([
    ["lengths", { minLength: 1, maxLength: 3 }, ["minLength 1", "maxLength 3"]],
    ["no length that every text has", { minLength: 0 }, []],
    ["a range", { minimum: 1, maximum: 14 }, ["minimum 1", "maximum 14"]],
    ["exclusive limits", { exclusiveMinimum: 0, maximum: 1 }, ["exclusiveMinimum 0", "maximum 1"]],
    ["a step", { multipleOf: 0.01 }, ["multipleOf 0.01"]],
    ["a pattern", { pattern: "^a+$" }, ["pattern ^a+$"]],
    ["a format", { format: "date-time" }, ["format date-time"]],
    ["items", { minItems: 1, uniqueItems: true }, ["minItems 1", "uniqueItems"]],
    ["properties", { maxProperties: 1 }, ["maxProperties 1"]],
    [
      "content",
      { contentEncoding: "base64", contentMediaType: "image/png" },
      ["contentEncoding base64", "contentMediaType image/png"],
    ],
    ["no limit on listed values", { enum: [1, 2], type: "integer", minimum: 1 }, []],
    ["a default", { default: 3 }, ["default 3"]],
    ["no default of null", { default: null }, []],
    ["deprecation", { deprecated: true }, ["deprecated"]],
  ])("tags %s", (_, given, want) => {
    expect(described([given])).toEqual({ paragraphs: [], tags: want });
  });

  it("does not tag integers with the range of safe integers", () => {
    const schema = { type: "integer", minimum: -9007199254740991, maximum: 9007199254740991 };
    expect(described([schema])).toEqual({ paragraphs: ["Integer."], tags: [] });
  });

  it("tags the limits of the only branch that is not null", () => {
    const schema = { anyOf: [{ type: "integer", minimum: 1 }, { type: "null" }] };
    expect(described([schema])).toEqual({ paragraphs: ["Integer."], tags: ["minimum 1"] });
  });

  it("does not repeat what several schemas of one property share", () => {
    const schemas = [
      { description: "A", minLength: 1 },
      { description: "A", maxLength: 3 },
      { minLength: 1 },
    ];
    expect(described(schemas)).toEqual({ paragraphs: ["A"], tags: ["minLength 1", "maxLength 3"] });
  });
});
