import { isJsonObject, type Json, type JsonObject } from "../../src/shared/json/json.js";

/*
 * Where Ajv 8.20 differs from the specification, and we do not. Everything else is a fault of ours.
 */

/** Whether `test` holds for a keyword anywhere in `schema`. */
function some(schema: Json, keyword: string, test: (value: Json) => boolean): boolean {
  if (typeof schema !== "object" || schema === null) return false;
  if (isJsonObject(schema) && Object.hasOwn(schema, keyword) && test(schema[keyword] as Json)) return true;
  return Object.values(schema).some((inner: Json) => some(inner, keyword, test));
}

function everySchema(schema: Json): readonly JsonObject[] {
  if (typeof schema !== "object" || schema === null) return [];
  return [
    ...(isJsonObject(schema) ? [schema] : []),
    ...Object.values(schema).flatMap((inner: Json) => everySchema(inner)),
  ];
}

/** Keys of the value, at any depth. */
function keys(value: Json): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return [
    ...(isJsonObject(value) ? Object.keys(value) : []),
    ...Object.values(value).flatMap((inner: Json) => keys(inner)),
  ];
}

function numbers(value: Json): readonly number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null
    ? Object.values(value).flatMap((inner: Json) => numbers(inner))
    : [];
}

interface KnownDifference {
  readonly what: string;
  readonly applies: (schema: Json, value: Json) => boolean;
}

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    what: "Ajv does not judge `contains` beside `prefixItems` on a short array: { prefixItems: [{ type: string }], contains: false } accepts []",
    applies: (schema) =>
      everySchema(schema).some(
        (each) => Object.hasOwn(each, "contains") && Object.hasOwn(each, "prefixItems"),
      ),
  },
  {
    what: "Ajv counts items after one that `contains` matched as evaluated: { contains: { type: string }, unevaluatedItems: false } accepts [a, 1]",
    applies: (schema) => some(schema, "contains", () => true) && some(schema, "unevaluatedItems", () => true),
  },
  {
    what: "Ajv leaves __proto__ out of `properties`: the name is then additional",
    applies: (schema, value) =>
      keys(value).includes("__proto__") &&
      ["properties", "patternProperties"].some((keyword) =>
        some(schema, keyword, (names) => isJsonObject(names) && Object.hasOwn(names, "__proto__")),
      ),
  },
  {
    what: 'Ajv takes a missing property for none missing where its name is empty: { required: [""] } accepts {}',
    applies: (schema) =>
      some(schema, "required", (names) => Array.isArray(names) && names.includes("")) ||
      some(schema, "dependentRequired", (names) => JSON.stringify(names).includes('""')),
  },
  {
    what: "Ajv looks evaluated properties up in an ordinary object: names that it inherits, such as __proto__, count as evaluated",
    applies: (schema, value) =>
      some(schema, "unevaluatedProperties", () => true) && keys(value).some((key) => key in {}),
  },
  {
    what: "Ajv divides floating-point numbers for multipleOf: 0.3 is no multiple of 0.1",
    applies: (schema, value) =>
      some(schema, "multipleOf", (step) => typeof step === "number" && !Number.isInteger(step)) ||
      (some(schema, "multipleOf", () => true) &&
        numbers(value).some((each) => Math.abs(each) > Number.MAX_SAFE_INTEGER)),
  },
];

/** The known difference that explains why Ajv judges `value` otherwise; `undefined` where none does. */
export function knownDifference(schema: Json, value: Json): string | undefined {
  return KNOWN_DIFFERENCES.find(({ applies }) => applies(schema, value))?.what;
}
