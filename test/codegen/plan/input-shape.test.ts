import { expect, it } from "vitest";
import { inputShape } from "../../../src/codegen/plan/input-shape.js";
import type { JsonObject } from "../../../src/shared/json/json.js";
import { readSchema } from "../../../src/shared/json-schema/index.js";

const city = { type: "string" };
const object = (properties: JsonObject, required: string[], rest: JsonObject = {}): JsonObject => ({
  type: "object",
  properties,
  required,
  ...rest,
});

it.each<[intent: string, given: JsonObject, want: object]>([
  ["nothing is required: may be omitted", object({ city }, []), { optional: true }],
  [
    "one required scalar: positional",
    object({ city, days: { type: "integer" } }, ["city"]),
    { optional: false, positional: { property: "city", parameter: "city", type: "string" } },
  ],
  [
    "a property named like the other parameter",
    object({ options: city }, ["options"]),
    { optional: false, positional: { property: "options", parameter: "options_", type: "string" } },
  ],
  [
    "two required properties: no positional form",
    object({ city, to: city }, ["city", "to"]),
    { optional: false },
  ],
  [
    "one required object: no positional form",
    object({ at: { type: "object" } }, ["at"]),
    { optional: false },
  ],
  [
    "a required property with a default is filled in",
    object({ city: { ...city, default: "Oslo" } }, ["city"]),
    { optional: true, defaults: { city: "Oslo" } },
  ],
  [
    "a default that its schema refuses does not count",
    object({ city: { type: "string", pattern: "^[a-z]+$", default: "Oslo" } }, ["city"]),
    { optional: false, positional: { property: "city", parameter: "city", type: "string" } },
  ],
  [
    "more may be required than in `required`",
    object({ city }, ["city"], { anyOf: [{ required: ["x"] }, { required: ["y"] }] }),
    { optional: false },
  ],
  [
    "a reference to the object itself",
    { $ref: "#/$defs/in", $defs: { in: object({ city }, ["city"]) } },
    { optional: false, positional: { property: "city", parameter: "city", type: "string" } },
  ],
  [
    "circular references",
    { $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } },
    { optional: true },
  ],
  [
    "a property named like a member of the prototype",
    object({ ["__proto__"]: { type: "integer", default: 1 } }, ["__proto__"]),
    { optional: true, defaults: JSON.parse('{"__proto__":1}') },
  ],
])("%s", (_intent, schema, want) => {
  expect(inputShape(readSchema(schema))).toEqual(want);
});
