import * as z from "zod";
import { describe, expect, it } from "vitest";
import { onLines, print } from "../../../src/codegen/printer/index.js";
import { printTypeDeclaration } from "../../../src/codegen/schema/types/index.js";
import type { Json } from "../../../src/shared/json/json.js";
import { compileValidators, planOf } from "../../fuzz/compile-validators.js";

const date = { type: "string", format: "date-time" } as const;
const text = { type: "string" } as const;
const TIME = "2026-11-30T08:00:00Z";
const at = new Date(TIME);
const MANY = [..."cdefghijklmnopq"];

/** The type of a value under `dates`, on one line. */
function typeOf(schema: Json): string {
  const plan = planOf(schema, { dates: true });
  const lines = onLines(plan.declarations.map((each) => printTypeDeclaration(each, plan)));
  return print(lines)
    .replace(/\/\*\*.*?\*\/\s*/gs, "")
    .replace(/\s+/g, " ")
    .replace(/^export (type Root = |interface Root )/, "")
    .trim();
}
const validator = (schema: Json, dates = true) =>
  compileValidators(planOf(schema, { dates }))["root"] as z.ZodType;

const closed = (properties: Json): Json => ({ type: "object", properties, additionalProperties: false });
const named = { $defs: { Time: date, Event: closed({ at: { $ref: "#/$defs/Time" } }) } };
const tree = {
  $ref: "#/$defs/node",
  $defs: { node: closed({ at: date, below: { type: "array", items: { $ref: "#/$defs/node" } } }) },
};

describe("with dates", () => {
  it.each<[intent: string, schema: Json, type: string, given: Json, want: unknown]>([
    ["a text", date, "Date;", TIME, at],
    [
      "a member",
      closed({ at: date, name: text }),
      "{ at?: Date; name?: string; }",
      { at: TIME, name: TIME },
      { at, name: TIME },
    ],
    ["items", { type: "array", items: date }, "Date[];", [TIME, TIME], [at, at]],
    [
      "a tuple",
      { type: "array", prefixItems: [date, text], items: false, minItems: 2 },
      "[Date, string];",
      [TIME, TIME],
      [at, TIME],
    ],
    [
      "a map",
      { type: "object", additionalProperties: date },
      "{ [key: string]: Date; }",
      { a: TIME },
      { a: at },
    ],
    ["null by type", { type: ["string", "null"], format: "date-time" }, "Date | null;", TIME, at],
    ["null by anyOf", { anyOf: [date, { type: "null" }] }, "Date | null;", null, null],
    ["a number or a date", { anyOf: [date, { type: "number" }] }, "Date | number;", TIME, at],
    ["what zod writes of a date-time", { ...date, pattern: "Z$", maxLength: 24 }, "Date;", TIME, at],
    ["allOf of one", { allOf: [date] }, "Date;", TIME, at],
    [
      "a reference",
      { ...named, ...(closed({ at: { $ref: "#/$defs/Time" } }) as object) },
      "{ at?: Date; } export type DTime = Date;",
      { at: TIME },
      { at },
    ],
    [
      "an object by its name",
      { ...named, type: "array", items: { $ref: "#/$defs/Event" } },
      "DEvent[]; export interface DEvent { at?: Date; } export type DTime = Date;",
      [{ at: TIME }],
      [{ at }],
    ],
    [
      "recursion",
      tree,
      "Dnode; export interface Dnode { at?: Date; below?: Dnode[]; }",
      { at: TIME, below: [{ at: TIME, below: [] }] },
      { at, below: [{ at, below: [] }] },
    ],
    [
      "leap seconds, offsets, lower case",
      { type: "array", items: date },
      "Date[];",
      ["2016-12-31T23:59:60Z", "2026-11-30t09:00:00.000+01:00"],
      [new Date("2017-01-01T00:00:00Z"), at],
    ],
    [
      "a map beside many types of members",
      {
        type: "object",
        properties: { at: date, ...Object.fromEntries(MANY.map((value) => [value, { const: value }])) },
        additionalProperties: { type: "number" },
      },
      `{ at?: Date; ${MANY.map((value) => `${value}?: "${value}"; `).join("")}[key: string]: string | number | Date | undefined; }`,
      { at: TIME, b: 1 },
      { at, b: 1 },
    ],
    // texts that may be something else
    ["a text or a date", { anyOf: [date, text] }, "string;", TIME, TIME],
    [
      "a name for the date beside a text",
      { ...named, anyOf: [{ $ref: "#/$defs/Time" }, text] },
      "string; export type DTime = Date;",
      TIME,
      TIME,
    ],
    ["one of listed texts", { ...date, enum: [TIME] }, `"${TIME}";`, TIME, TIME],

    ["a format without a type", { format: "date-time" }, "unknown;", TIME, TIME],
    ["another format", { type: "string", format: "date" }, "string;", "2026-11-30", "2026-11-30"],
    [
      "both parts of allOf must say it",
      { type: "object", allOf: [closed({ at: date }), { properties: { at: text } }] },
      "{ at?: string; }",
      { at: TIME },
      { at: TIME },
    ],
    [
      "an alternative by what it holds",
      {
        oneOf: ["a", "b"].map((kind) => ({
          ...(closed({ kind: { const: kind }, at: kind === "a" ? date : text }) as object),
          required: ["kind", "at"],
        })),
      },
      '| { kind: "a"; at: Date; } | { kind: "b"; at: string };',
      { kind: "b", at: TIME },
      { kind: "b", at: TIME },
    ],
  ])("%s", (_intent, schema, type, given, want) => {
    expect(typeOf(schema)).toBe(type);
    const root = validator(schema);
    expect(root.parse(given)).toEqual(want);
    expect(root.parse(want)).toEqual(want);
    expect(z.toJSONSchema(root)).toEqual(z.toJSONSchema(validator(schema, false)));
  });

  it.each<[string, Json, unknown]>([
    ["a text that is not a date-time", date, "tomorrow"],
    ["a time without an offset", date, "2026-11-30T08:00:00"],
    ["an invalid Date", date, new Date(Number.NaN)],
    ["a Date for a number", { type: "number" }, at],
  ])("a validator refuses %s", (_intent, schema, given) => {
    expect(validator(schema).safeParse(given).success).toBe(false);
  });

  it("formats are not asserted where a text may be something else", () => {
    expect(validator({ anyOf: [date, text] }).parse("tomorrow")).toBe("tomorrow");
  });
});
