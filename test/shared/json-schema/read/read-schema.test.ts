import { describe, expect, it } from "vitest";
import { everyNode, readSchema, type SchemaNode } from "../../../../src/shared/json-schema/index.js";

/** A schema of `depth` nested `not`s. */
function nested(depth: number, inner: unknown = {}): unknown {
  let schema = inner;
  for (let i = 0; i < depth; i++) schema = { not: schema };
  return schema;
}

function codes(schema: unknown, options = {}): readonly string[] {
  return readSchema(schema, options).diagnostics.map(({ code }) => code);
}

describe("dialects read alike", () => {
  const at = (version: string): string => `http://json-schema.org/draft-${version}/schema#`;
  it.each([
    [
      "draft-04 exclusiveMinimum",
      { $schema: at("04"), minimum: 1, exclusiveMinimum: true },
      { exclusiveMinimum: 1, minimum: undefined },
    ],
    [
      "draft-07 items as an array",
      { $schema: at("07"), items: [{}, {}], additionalItems: false },
      {
        prefixItems: [expect.anything(), expect.anything()],
        items: expect.objectContaining({ always: false }),
      },
    ],
    [
      "array items under 2020-12, as servers send them",
      { items: [{ type: "string" }] },
      { prefixItems: [expect.anything()] },
    ],
    [
      "dependencies, split",
      { dependencies: { a: ["b"], c: {} } },
      { dependentRequired: new Map([["a", ["b"]]]), dependentSchemas: new Map([["c", expect.anything()]]) },
    ],
    [
      "draft-07 does not know dependentRequired",
      { $schema: at("07"), dependentRequired: { a: ["b"] } },
      { dependentRequired: undefined },
    ],
    [
      "draft-07 $ref disables the keywords next to it, but keeps their annotations",
      { $schema: at("07"), $ref: "#/definitions/a", minimum: 1, description: "d", definitions: { a: {} } },
      { minimum: undefined, annotations: { description: "d" } },
    ],
    [
      "2020-12 $ref applies with the keywords next to it",
      { $ref: "#/$defs/a", minimum: 1, $defs: { a: {} } },
      { minimum: 1, ref: expect.anything() },
    ],
    ["const within enum", { enum: [1, 2], const: 2 }, { values: [2] }],
    ["integer", { type: "integer" }, { kinds: new Set(["number"]), integer: true }],
    [
      "integer or number",
      { type: ["integer", "number"] },
      { kinds: new Set(["number"]), integer: undefined },
    ],
  ])("%s", (_, schema, want) => {
    const { root, diagnostics } = readSchema(schema);
    expect(diagnostics).toEqual([]);
    for (const [field, value] of Object.entries(want))
      expect(root[field as keyof SchemaNode], field).toEqual(value);
  });
});

describe("references", () => {
  it.each([
    ["a pointer", { $ref: "#/$defs/a", $defs: { a: { title: "hit" } } }],
    ["a pointer with escapes", { $ref: "#/$defs/a~1b%25~0", $defs: { "a/b%~": { title: "hit" } } }],
    ["an anchor", { $ref: "#here", $defs: { a: { $anchor: "here", title: "hit" } } }],
    [
      "an embedded resource, by a relative URI",
      { $id: "https://example.com/a/", $ref: "b", $defs: { x: { $id: "b", title: "hit" } } },
    ],
    [
      "a draft-07 identifier",
      {
        $schema: "http://json-schema.org/draft-07/schema#",
        $ref: "#x",
        definitions: { a: { $id: "#x", title: "hit" } },
      },
    ],
    ["a location that is not a definition", { $ref: "#/properties/a", properties: { a: { title: "hit" } } }],
    [
      "a dynamic anchor that is alone",
      { $dynamicRef: "#x", $defs: { a: { $dynamicAnchor: "x", title: "hit" } } },
    ],
  ])("%s", (_, schema) => {
    const { root, diagnostics } = readSchema(schema);
    expect(diagnostics).toEqual([]);
    expect((root.ref ?? root.dynamicRef?.target)?.annotations.title).toBe("hit");
  });

  it("to the root form a cycle in the graph", () => {
    const { root } = readSchema({ properties: { next: { $ref: "#" } } });
    expect(root.properties?.get("next")?.ref).toBe(root);
  });

  it.each([
    ["over http", "http://127.0.0.1/x"],
    ["to a file", "file:///etc/passwd"],
    ["to a path", "/etc/passwd"],
    ["to nowhere", "#/$defs/none"],
    ["through a prototype", "#/__proto__/constructor"],
    ["that are not URIs", "http://[:"],
    ["with a broken escape", "#/%E0%A4%A"],
  ])("%s accept everything and are named", (_, reference) => {
    const { root, diagnostics } = readSchema({ $ref: reference });
    expect(root.ref).toBeUndefined();
    expect(diagnostics).toEqual([
      expect.objectContaining({ code: "SCHEMA_UNRESOLVED_REF", pointer: "/$ref" }),
    ]);
  });

  it.each([
    ["to itself", { $ref: "#" }],
    [
      "to itself by way of another",
      { $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } },
    ],
    ["through allOf", { $ref: "#/$defs/a", $defs: { a: { allOf: [{ $ref: "#/$defs/a" }] } } }],
    [
      "into a part of what holds it",
      { $ref: "#/$defs/a/allOf/0", $defs: { a: { allOf: [{ $ref: "#/$defs/a" }] } } },
    ],
    ["as a dynamic loop", { $dynamicAnchor: "x", $dynamicRef: "#x" }],
  ])("%s are cut", (_, schema) => {
    expect(codes(schema)).toEqual(["SCHEMA_ALIAS_CYCLE"]);
  });

  it("in a chain longer than the limit are cut there", () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`d${i}`, { $ref: `#/$defs/d${i + 1}` }]),
    );
    expect(codes({ $ref: "#/$defs/d0", $defs: { ...$defs, d40: {} } })).toEqual(["SCHEMA_REF_CHAIN"]);
  });

  it("suggest names for their targets", () => {
    const { definitions } = readSchema({
      allOf: [{ $ref: "#/$defs/Pet" }, { $ref: "#/properties/owner/items" }],
      $defs: { Pet: {} },
      properties: { owner: { items: {} } },
    });
    expect([...definitions.values()]).toEqual(["Pet", "owner items"]);
  });
});

describe("what cannot be understood accepts everything, with a diagnostic", () => {
  it.each([
    ["null for a schema", null, "SCHEMA_NOT_A_SCHEMA"],
    ["an array for a schema", [], "SCHEMA_NOT_A_SCHEMA"],
    ["null for a subschema", { properties: { a: null } }, "SCHEMA_NOT_A_SCHEMA"],
    ["a type that is none", { type: "strin" }, "SCHEMA_UNKNOWN_TYPE"],
    ["no types", { type: [] }, "SCHEMA_UNKNOWN_TYPE"],
    ["a dialect that is none", { $schema: "https://example.com/mine" }, "SCHEMA_UNKNOWN_DIALECT"],
    ["a number for an object", { properties: 3 }, "SCHEMA_BAD_KEYWORD"],
    ["draft-03's required", { required: true }, "SCHEMA_BAD_KEYWORD"],
    ["a length below zero", { minLength: -1 }, "SCHEMA_BAD_KEYWORD"],
    ["1e400", JSON.parse('{"minimum":1e400}'), "SCHEMA_BAD_KEYWORD"],
    ["1e400 among values", JSON.parse('{"enum":[1e400]}'), "SCHEMA_BAD_KEYWORD"],
    ["a step of zero", { multipleOf: 0 }, "SCHEMA_BAD_KEYWORD"],
    ["OpenAPI's nullable", { type: "string", nullable: true }, "SCHEMA_NULLABLE"],
    ["look-ahead", { pattern: "^(?=a)b" }, "SCHEMA_PATTERN"],
    ["no regular expression", { pattern: "(" }, "SCHEMA_PATTERN"],
    ["2,001 values", { enum: Array.from({ length: 2_001 }, (_, i) => i) }, "SCHEMA_LARGE_ENUM"],
    ["65 levels", nested(66), "SCHEMA_TOO_DEEP"],
    ["a value of 100 levels", { const: nested(100) }, "SCHEMA_TOO_DEEP"],
    [
      "10,001 subschemas",
      { properties: Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`p${i}`, {}])) },
      "SCHEMA_TOO_MANY_NODES",
    ],
    ["a mebibyte", { description: "x".repeat(1_048_577) }, "SCHEMA_TOO_LARGE"],
    ["100,000 levels", nested(100_000), "SCHEMA_TOO_DEEP"],
    [
      "100,000 levels where a type should be",
      { type: JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`) },
      "SCHEMA_UNKNOWN_TYPE",
    ],
  ])("%s", (_, schema, code) => {
    expect(codes(schema)).toEqual([code]);
  });

  it("keeps the kinds of an enum that is too long", () => {
    expect(readSchema({ enum: Array.from({ length: 2_001 }, (_, i) => `v${i}`) }).root.kinds).toEqual(
      new Set(["string"]),
    );
  });

  it("treats no keys as additional while a pattern for them was dropped", () => {
    const { root } = readSchema({
      patternProperties: { "(?=x)": { type: "string" } },
      additionalProperties: false,
    });
    expect(root.additionalProperties).toBeUndefined();
  });

  it("accepts limits as options", () => {
    expect(codes(nested(3), { limits: { depth: 2 } })).toEqual(["SCHEMA_TOO_DEEP"]);
  });
});

it("reads a schema that doubles 22 times in linear time", () => {
  const twice = (i: number): unknown => ({ allOf: [{ $ref: `#/$defs/d${i}` }, { $ref: `#/$defs/d${i}` }] });
  const $defs = Object.fromEntries(Array.from({ length: 22 }, (_, i) => [`d${i}`, twice(i + 1)]));
  const { root, diagnostics } = readSchema({ $ref: "#/$defs/d0", $defs: { ...$defs, d22: {} } });
  expect(diagnostics).toEqual([]);
  expect(everyNode([root]).size).toBeLessThan(100);
});

it("distinguishes names from inherited ones", () => {
  const { root } = readSchema(
    JSON.parse('{"properties":{"__proto__":{"type":"string"},"constructor":{}},"required":["__proto__"]}'),
  );
  expect([...(root.properties?.keys() ?? [])]).toEqual(["__proto__", "constructor"]);
  expect(root.properties?.get("__proto__")?.kinds).toEqual(new Set(["string"]));
});
