import { describe, expect, it } from "vitest";
import { typeDiagnostics } from "../../../../src/codegen/schema/types/index.js";
import type { Json } from "../../../../src/shared/json/json.js";
import { errorsIn } from "./support/compile.js";
import { declarationsOf, planOf } from "./support/type-text.js";
import { cpuMsOf } from "../../../support/cpu-time.js";

const range = <T>(length: number, make: (i: number) => T): T[] => Array.from({ length }, (_, i) => make(i));
const keyed = <T>(length: number, make: (i: number) => readonly [string, T]): { [key: string]: T } =>
  Object.fromEntries(range(length, make));
const wrapped = (times: number, wrap: (inner: Json, i: number) => Json): Json =>
  range(times, (i) => i).reduce<Json>(wrap, { type: "string" });
/** 22 definitions, each of which refers to the next one twice. */
const doubling = (twice: (next: Json) => Json): Json => ({
  $ref: "#/$defs/d0",
  $defs: keyed(23, (i) => [
    `d${i}`,
    i === 22
      ? { type: "object", properties: { x: { type: "string" } } }
      : twice({ $ref: `#/$defs/d${i + 1}` }),
  ]),
});

const LARGE: readonly [intent: string, schema: Json, characters: number][] = [
  ["2^22 references by allOf", doubling((next) => ({ allOf: [next, next] })), 2_000],
  [
    "2^22 references by properties",
    doubling((next) => ({ type: "object", properties: { a: next, b: next } })),
    3_000,
  ],
  [
    "2^22 references, merged at each level",
    doubling((next) => ({ allOf: [next, { properties: { c: next } }] })),
    20_000,
  ],
  [
    "20,000 properties",
    { type: "object", properties: keyed(20_000, (i) => [`p${i}`, { type: "string" }]) },
    500_000,
  ],
  [
    "5,000 objects next to a map",
    {
      type: "object",
      properties: keyed(5_000, (i) => [`p${i}`, { type: "object", properties: { [`x${i}`]: true } }]),
      additionalProperties: { type: "number" },
    },
    600_000,
  ],
  [
    "5,000 objects in an allOf",
    { allOf: range(5_000, (i) => ({ type: "object", properties: { [`p${i}`]: { type: "string" } } })) },
    200_000,
  ],
  [
    "5,000 branches that exclude each other",
    { type: "object", oneOf: range(5_000, (i) => ({ required: [`p${i}`] })) },
    400_000,
  ],
  [
    "10^20 combinations",
    {
      type: "object",
      allOf: range(20, (k) => ({
        anyOf: range(10, (i) => ({ properties: { [`p${k}`]: { const: i } }, required: [`p${k}`] })),
      })),
    },
    5_000,
  ],
  [
    "160,000 combinations",
    {
      anyOf: range(400, (i) => ({
        type: "object",
        properties: { [`a${i}`]: { const: i } },
        required: [`a${i}`],
      })),
      allOf: [{ anyOf: range(400, (i) => ({ type: "object", required: [`b${i}`] })) }],
    },
    50_000,
  ],
  [
    "3,000 dependencies",
    { type: "object", dependentRequired: keyed(3_000, (i) => [`p${i}`, [`q${i}`]]) },
    5_000,
  ],
  [
    "2,000 values, twice",
    {
      type: "object",
      allOf: range(2, (k) => ({ properties: { v: { enum: range(2_000, (i) => `value-${i + k * 500}`) } } })),
    },
    60_000,
  ],
  ["60 levels of objects", wrapped(60, (inner) => ({ type: "object", properties: { n: inner } })), 50_000],
  ["60 levels of not", wrapped(60, (not) => ({ not })), 100],
  [
    "60 levels of conditions",
    wrapped(60, (then, i) => ({ type: "object", if: { required: [`k${i}`] }, then })),
    200_000,
  ],
  [
    "two references at each of 30 levels",
    wrapped(30, (items) => ({ type: "array", items, contains: items, unevaluatedItems: items })),
    5_000,
  ],
];

describe("large schemas", () => {
  it.each(LARGE)("%s: fast and within bounds", { timeout: 120_000 }, (_, schema, characters) => {
    for (const mode of ["output", "input"] as const) {
      const print = (): void => expect(declarationsOf(schema, mode).length).toBeLessThan(characters);
      expect(cpuMsOf(print)).toBeLessThan(10_000);
    }
  });

  it("compile", { timeout: 120_000 }, () => {
    const files = new Map(
      LARGE.flatMap(([, schema], i) =>
        (["output", "input"] as const).map((mode) => [`/${mode}${i}.ts`, declarationsOf(schema, mode)]),
      ),
    );
    expect(errorsIn(files)).toEqual([]);
  });

  it("report where they lose precision", () => {
    const schema: Json = {
      type: "object",
      allOf: range(20, (k) => ({
        anyOf: range(10, (i) => ({ properties: { [`p${k}`]: { const: i } }, required: [`p${k}`] })),
      })),
    };
    const plan = planOf(schema);
    expect(plan.declarations.flatMap((declaration) => typeDiagnostics(declaration, plan))).toEqual([
      {
        code: "TYPE_WIDER_THAN_SCHEMA",
        pointer: "",
        message:
          "The type does not say all of the schema at the root: it leaves out a combination of alternatives too large for a compiler. The validator says it.",
      },
    ]);
  });
});
