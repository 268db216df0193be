import { describe, expect, it } from "vitest";
import * as z from "zod";
import { accepts, readSchema } from "../../../src/shared/json-schema/index.js";
import type { Json } from "../../../src/shared/json/json.js";
import { ajvOf } from "../../fuzz/judge.js";
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
  ])("can be part of a schema of the user's as %s", (_, type, path) => {
    const found = path.reduce<unknown>(
      (at, key) => (at as Record<string, unknown>)[key],
      z.toJSONSchema(type),
    );
    expect(found).toEqual(JSON_SCHEMA);
  });

  it("makes definitions of the whole out of what it refers to", () => {
    const whole = z.toJSONSchema(z.object({ "a/b": tree })) as Record<string, Record<string, unknown>>;
    const children = { type: "array", items: { $ref: "#/$defs/__schema0" } };
    const at = { type: "object", properties: { children, leaf: { $ref: "#/$defs/__schema1" } } };
    expect(whole["properties"]).toEqual({ "a/b": at });
    expect(whole["$defs"]).toEqual({ __schema0: at, __schema1: TREE.definitions.leaf });
  });

  const grown = { children: [{ leaf: "#/x" }], leaf: "#/x" };
  const bad = { children: [{ leaf: "other" }] };
  it.each<[string, z.ZodType, (value: unknown) => unknown]>([
    ["nullable", tree.nullable(), (value) => value],
    ["nullish in an object", z.object({ a: tree.nullish() }), (a) => ({ a })],
    ["in a list of nullables", z.array(tree.nullable()), (value) => [value]],
    ["a union in a union", z.union([z.null(), z.union([tree, z.literal(1)])]), (value) => value],
    ["an intersection", z.intersection(tree, z.looseObject({})), (value) => value],
    ["a pipe", tree.pipe(tree), (value) => value],
    ["a default", z.object({ a: tree.default({}) }), (a) => ({ a })],
    ["a record", z.record(z.string(), tree.nullable()), (value) => ({ "x/y~z": value })],
    ["a tuple", z.tuple([z.number(), tree.readonly()], tree), (value) => [1, value, value]],
    ["lazy", z.object({ a: z.lazy(() => tree.nullable()) }), (a) => ({ a })],
    ["twice, once described", z.object({ a: tree, b: tree.describe("b").nullable() }), (a) => ({ a, b: a })],
    ["nested deeply", z.array(z.object({ a: z.array(tree.nullable()).nullish() })), (a) => [{ a: [a] }]],
  ])("judges as the server does wherever it stands: %s", (_, type, place) => {
    for (const reused of ["inline", "ref"] as const)
      for (const target of ["draft-2020-12", "draft-7"] as const) {
        const judge = ajvOf(z.toJSONSchema(type, { reused, target }) as Json);
        expect([judge?.(place(grown) as Json), judge?.(place(bad) as Json)], `${reused} ${target}`).toEqual([
          true,
          false,
        ]);
      }
  });

  it.each([
    ["that says so", { $schema: "http://json-schema.org/draft-07/schema#" }],
    ["that does not say so", {}],
  ])("converts the tuples of an older dialect to that of the whole: a schema %s", (_, dialect) => {
    const older = {
      ...dialect,
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
    if ("$schema" in older) expect(z.toJSONSchema(validator)).toEqual(older);
    const judge = ajvOf(z.toJSONSchema(validator) as Json);
    expect([judge?.({ at: [1] }), judge?.({ at: [1, 2] })]).toEqual([true, false]);
  });

  it("takes names that depend on a property `items` for no tuple", () => {
    const own = { properties: { items: { type: "array" } }, dependencies: { items: ["at"] } };
    const {
      "~standard": _,
      $schema,
      ...said
    } = z.toJSONSchema(schema<unknown>(JSON.stringify(own), () => z.any()));
    expect(said).toEqual(own);
  });

  it("becomes a resource of its own if its references have bases of their own", () => {
    const anchored = { items: { $ref: "#leaf" }, $defs: { leaf: { $anchor: "leaf", enum: ["x"] } } };
    const type = z.object({ a: schema<unknown>(JSON.stringify(anchored), () => z.any()).nullable() });
    const judge = ajvOf(z.toJSONSchema(type) as Json);
    expect([judge?.({ a: ["x"] }), judge?.({ a: ["y"] })]).toEqual([true, false]);
    expect(() => z.toJSONSchema(type, { target: "draft-7" })).toThrow("can be written in draft 2020-12 only");
  });

  it.each<[string, object, object]>([
    [
      "tuples",
      { prefixItems: [{ type: "number" }], items: false },
      { items: [{ type: "number" }], additionalItems: false },
    ],
    [
      "dependencies",
      {
        dependentRequired: { a: ["b"], c: ["d"] },
        dependentSchemas: { a: { prefixItems: [{}] }, e: {} },
      },
      { dependencies: { a: { allOf: [{ items: [{}] }, { required: ["b"] }] }, c: ["d"], e: {} } },
    ],
    [
      "definitions",
      { properties: { a: { $ref: "#/$defs/x", title: "t" } }, $defs: { x: { const: 1 } } },
      {
        properties: { a: { title: "t", allOf: [{ $ref: "#/definitions/__schema0" }] } },
        definitions: { __schema0: { const: 1 } },
      },
    ],
    [
      "what is unevaluated, where nothing else evaluates",
      { properties: { a: {} }, unevaluatedProperties: false },
      { properties: { a: {} }, additionalProperties: false },
    ],
    ["a contains of none", { contains: { const: 1 }, minContains: 0 }, {}],
    [
      "data",
      { default: { prefixItems: [] }, const: { $ref: "#" } },
      { default: { prefixItems: [] }, const: { $ref: "#" } },
    ],
  ])("is written in draft-07 where that is wanted: %s", (_, given, want) => {
    const type = schema<unknown>(JSON.stringify(given), () => z.any());
    const $schema = "http://json-schema.org/draft-07/schema#";
    expect(z.toJSONSchema(type, { target: "draft-7" })).toEqual({ $schema, ...want });
    const standard = type["~standard"] as unknown as { jsonSchema: { input(options: object): object } };
    expect(standard.jsonSchema.input({ target: "draft-07" })).toEqual({ $schema, ...want });
  });

  it("is written in draft-04 and OpenAPI 3.0", () => {
    const given = { properties: { a: { type: ["string", "null"] }, b: { const: 1, exclusiveMinimum: 0 } } };
    const type = schema<unknown>(JSON.stringify(given), () => z.any());
    const b = { enum: [1], minimum: 0, exclusiveMinimum: true };
    expect(z.toJSONSchema(type, { target: "draft-4" })).toMatchObject({
      properties: { a: { type: ["string", "null"] }, b },
    });
    expect(z.toJSONSchema(type, { target: "openapi-3.0" })).toEqual({
      properties: { a: { type: "string", nullable: true }, b },
    });
  });

  it.each<[object, "draft-7" | "draft-4", string]>([
    [
      { anyOf: [{}], unevaluatedProperties: false },
      "draft-7",
      '"unevaluatedProperties" cannot be written in draft-07',
    ],
    [{ items: { contains: {}, maxContains: 2 } }, "draft-7", '"maxContains" cannot be written in draft-07'],
    [{ if: {}, then: false }, "draft-4", '"if" cannot be written in draft-04'],
  ])("is refused where the dialect cannot say it, or without that: %j", (given, target, want) => {
    const type = schema<unknown>(JSON.stringify(given), () => z.any());
    expect(() => z.toJSONSchema(type, { target })).toThrow(want);
    const keyword = /"(.*)"/.exec(want)?.[1];
    expect(JSON.stringify(z.toJSONSchema(type, { target, unrepresentable: "any" }))).not.toContain(keyword);
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
