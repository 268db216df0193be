import { describe, expect, it } from "vitest";
import * as z from "zod";
import { accepts, readSchema } from "../../../src/shared/json-schema/index.js";
import type { Json } from "../../../src/shared/json/json.js";
import {
  allOf,
  byKind,
  contains,
  dependentRequired,
  dependentSchemas,
  format,
  ifThenElse,
  integer,
  jsonSchema,
  keyed,
  maxProperties,
  minProperties,
  multipleOf,
  not,
  oneOf,
  oneOfValues,
  pattern,
  propertyNames,
  schema,
  uniqueItems,
} from "../../../src/runtime/validators.js";

const JSON_SCHEMA = {
  type: "object",
  description: "Where to look.",
  properties: { city: { type: "string", description: "Name of the city" }, days: { type: "integer" } },
  required: ["city"],
};
const TREE = {
  $schema: "http://json-schema.org/draft-07/schema#",
  type: "object",
  properties: { children: { type: "array", items: { $ref: "#" } }, leaf: { $ref: "#/definitions/leaf" } },
  definitions: { leaf: { enum: ["#/x"], default: "#/x" } },
};

const place = schema(JSON.stringify(JSON_SCHEMA), () =>
  z.looseObject({ city: z.string(), days: z.int().exactOptional() }),
);
const tree: z.ZodType<unknown> = schema<unknown>(JSON.stringify(TREE), () =>
  z.looseObject({ children: z.array(tree).exactOptional() }),
);

describe("a validator", () => {
  it("returns the server's JSON Schema, including descriptions", () => {
    expect(z.toJSONSchema(place)).toMatchObject(JSON_SCHEMA);
    expect(z.toJSONSchema(tree)).toMatchObject(TREE);
  });

  it.each<[string, z.ZodType, readonly string[]]>([
    ["a property", z.object({ at: place }), ["properties", "at"]],
    ["an item", z.array(place), ["items"]],
    ["an optional property", z.object({ at: place.optional() }), ["properties", "at"]],
    ["an alternative", z.union([z.string(), place]), ["anyOf", "1"]],
  ])("stands in a schema of the user's as %s", (_, type, path) => {
    const found = path.reduce<unknown>(
      (at, key) => (at as Record<string, unknown>)[key],
      z.toJSONSchema(type),
    );
    expect(found).toEqual(JSON_SCHEMA);
  });

  it("keeps its references valid as a part of another schema", () => {
    const { properties } = z.toJSONSchema(z.object({ "a/b": tree })) as {
      properties: Record<string, unknown>;
    };
    expect(properties["a/b"]).toEqual({
      type: "object",
      properties: {
        children: { type: "array", items: { $ref: "#/properties/a~1b" } },
        leaf: { $ref: "#/properties/a~1b/definitions/leaf" },
      },
      definitions: { leaf: { enum: ["#/x"], default: "#/x" } },
    });
  });

  it("converts the tuples of an older dialect to that of the whole", () => {
    const older = {
      $schema: "http://json-schema.org/draft-07/schema#",
      properties: { at: { items: [{ type: "number" }], additionalItems: false } },
      dependencies: { items: ["at"] },
      default: { items: [1] },
    };
    const validator = schema<unknown>(JSON.stringify(older), () => z.any());
    expect(z.toJSONSchema(z.array(validator))).toMatchObject({
      items: {
        properties: { at: { prefixItems: [{ type: "number" }], items: false } },
        dependencies: { items: ["at"] },
        default: { items: [1] },
      },
    });
    expect(z.toJSONSchema(validator)).toEqual(older);
  });

  it("becomes a resource of its own if zod may move it", () => {
    const twice = z.toJSONSchema(z.object({ a: tree, b: tree }), { reused: "ref" }) as {
      $defs: Record<string, object>;
    };
    expect(Object.values(twice.$defs)).toEqual([
      expect.objectContaining({ $id: expect.stringMatching(/^urn:/) as string, properties: TREE.properties }),
    ]);
  });

  it("is a Standard Schema and a Standard JSON Schema", async () => {
    const standard = place["~standard"] as z.core.$ZodStandardSchema<z.ZodType> & {
      jsonSchema: { input(options: object): object };
    };
    expect(await standard.validate({ city: "Oslo" })).toEqual({ value: { city: "Oslo" } });
    expect(await standard.validate({ city: 1 })).toMatchObject({ issues: [{ path: ["city"] }] });
    expect(standard.jsonSchema.input({ target: "draft-2020-12" })).toMatchObject(JSON_SCHEMA);
  });

  it.each<[string, z.ZodType]>([
    ["described", place.describe("Another text.")],
    ["with metadata", place.meta({ title: "Place" })],
    ["refined", place.refine(({ city }) => city !== "Atlantis", "There is no such city")],
    ["cloned", place.clone()],
  ])("works when it is %s", (_, type) => {
    expect(type.safeParse({ city: "Oslo", more: 1 })).toEqual({
      success: true,
      data: { city: "Oslo", more: 1 },
    });
    expect(type.safeParse({ city: 1 }).error?.issues).toMatchObject([
      { path: ["city"], code: "invalid_type" },
    ]);
    expect(z.toJSONSchema(type)).toMatchObject({ properties: JSON_SCHEMA.properties });
  });

  it("keeps its metadata, and rejects what a refinement rejects", () => {
    expect(z.toJSONSchema(place.describe("Another text."))).toMatchObject({ description: "Another text." });
    expect(place.meta({ title: "Place" }).meta()).toMatchObject({ title: "Place" });
    const refined = place.refine(({ city }) => city !== "Atlantis", "There is no such city");
    expect(refined.safeParse({ city: "Atlantis" }).error?.issues).toMatchObject([
      { message: "There is no such city" },
    ]);
  });

  it("gives back the very value", () => {
    const value = { city: "Oslo" };
    expect(place.parse(value)).toBe(value);
    expect(z.object({ at: z.array(place) }).parse({ at: [value] }).at[0]).toEqual(value);
    expect(() => place.parse({})).toThrow(z.ZodError);
    expect(place instanceof z.ZodType).toBe(true);
  });

  it("still works inside helpers", () => {
    const both = schema(() =>
      allOf([
        place,
        oneOf(z.union([z.looseObject({ days: z.number() }), z.looseObject({ weeks: z.number() })])),
      ]),
    );
    expect(both.safeParse({ city: "x", days: 1 }).success).toBe(true);
    expect(both.safeParse({ city: "x" }).success).toBe(false);
  });
});

/** Parts of a schema, which refer to each other and have no text of their own. */
const branch: z.ZodType<unknown> = schema<unknown>(() => z.looseObject({ twigs: z.array(twig) }));
const twig: z.ZodType<unknown> = schema<unknown>(() =>
  z.looseObject({ branch: branch.exactOptional(), leaf: oneOf(z.union([z.string(), z.number()])) }),
);

describe("parts of a schema", () => {
  const grown: Json = { twigs: [{ leaf: 1, branch: { twigs: [{ leaf: "x" }] } }] };
  const wrong: Json = { twigs: [{ leaf: 1, branch: { twigs: [{ leaf: true }] } }] };

  it.each<[string, z.ZodType, Json, Json]>([
    ["that refer to each other", branch, grown, wrong],
    ["from the other's side", twig, { leaf: 1, branch: grown }, { leaf: 1, branch: wrong }],
    ["in an array", z.array(branch), [grown], [wrong]],
    ["in an object", z.object({ at: branch, or: twig.optional() }), { at: grown }, { at: wrong }],
    ["with a text", branch.describe("Wood"), grown, wrong],
  ])("give a JSON Schema %s that judges as they do", (_, type, right, bad) => {
    for (const reused of ["inline", "ref"] as const) {
      const document = readSchema(z.toJSONSchema(type, { reused }) as Json);
      expect([accepts(document, right), accepts(document, bad)]).toEqual([true, false]);
    }
    expect([type.safeParse(right).success, type.safeParse(bad).success]).toEqual([true, false]);
  });

  it.each<[string, z.ZodType, object]>([
    ["allOf", allOf([z.string(), not(z.literal("x"))]), { allOf: [{ type: "string" }, { not: {} }] }],
    ["byKind", byKind({ string: z.string().min(2) }), { anyOf: [{ minLength: 2 }, { not: {} }] }],
    ["oneOfValues", oneOfValues([[1], "a"]), { enum: [[1], "a"] }],
    ["ifThenElse", ifThenElse(z.string(), z.literal("a")), { if: { type: "string" }, then: { const: "a" } }],
    ["contains", contains(z.string(), { min: 0, max: 2 }), { minContains: 0, maxContains: 2 }],
    ["uniqueItems", uniqueItems(), { uniqueItems: true }],
    ["jsonSchema", jsonSchema({ $dynamicRef: "#" }), { $dynamicRef: "#" }],
    [
      "keyed",
      keyed({
        properties: { ["__proto__"]: z.string() },
        required: ["a"],
        patterns: [["^x", z.number()]],
        rest: z.null(),
      }),
      { required: ["a"], patternProperties: { "^x": { type: "number" } }, additionalProperties: {} },
    ],
    ["minProperties", minProperties(1), { minProperties: 1 }],
    ["maxProperties", maxProperties(1), { maxProperties: 1 }],
    ["propertyNames", propertyNames(z.string().max(3)), { propertyNames: { maxLength: 3 } }],
    ["dependentRequired", dependentRequired({ a: ["b"] }), { dependentRequired: { a: ["b"] } }],
    ["dependentSchemas", dependentSchemas({ a: z.null() }), { dependentSchemas: { a: { type: "null" } } }],
    ["integer", integer().min(1), { type: "integer", minimum: 1 }],
    ["multipleOf", z.number().check(multipleOf(0.5)), { multipleOf: 0.5 }],
    ["pattern", z.string().check(pattern("^a+$")), { pattern: "^a+$" }],
    ["format", z.string().check(format("uri")), { format: "uri" }],
  ])("say what %s means", (_, type, want) => {
    expect(z.toJSONSchema(schema(() => type))).toMatchObject(want);
  });
});
