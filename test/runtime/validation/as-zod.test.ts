import { describe, expect, it } from "vitest";
import * as z from "zod";
import { allOf, oneOf, schema } from "../../../src/runtime/validators.js";

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
  it("gives the server's JSON Schema, descriptions included", () => {
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

  it("keeps its references right where it is a part", () => {
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

  it("says the tuples of an older dialect as the whole does", () => {
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

  it("is a resource of its own where zod moves it", () => {
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

  it("says its metadata, and refuses what a refinement refuses", () => {
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
