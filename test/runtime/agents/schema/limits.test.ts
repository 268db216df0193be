import { expect, it } from "vitest";
import { ANTHROPIC, GOOGLE, OPENAI, OPENAI_STRICT } from "../../../../src/runtime/agents/schema/profiles.js";
import { toolSchema } from "../../../../src/runtime/agents/schema/tool-schema.js";
import type { Json, JsonObject } from "../../../../src/shared/json/json.js";
import { refusals, RULES } from "../rules/rules.js";

const PROVIDERS = [
  [OPENAI_STRICT, RULES.openaiStrict],
  [OPENAI, RULES.openai],
  [ANTHROPIC, RULES.anthropic],
  [GOOGLE, RULES.google],
] as const;

const names = (count: number, length: number): string[] =>
  Array.from({ length: count }, (_, i) => `v${i}`.padEnd(length, "x"));
const object = (properties: JsonObject): JsonObject => ({ type: "object", properties });
const nested = (depth: number): JsonObject =>
  depth === 0 ? { type: "string" } : object({ inner: nested(depth - 1) });

/** Schemas at, and beyond, what providers allow, with arguments that they accept. */
it.each<[string, JsonObject, JsonObject]>([
  ["an enum of 251 long values", object({ a: { enum: names(251, 70) } }), { a: names(251, 70)[3] as Json }],
  ["an enum of 900 short values", object({ a: { enum: names(900, 5) } }), { a: names(900, 5)[899] as Json }],
  ["an enum of 5,000 values", object({ a: { enum: names(5_000, 9) } }), { a: names(5_000, 9)[7] as Json }],
  [
    "6,000 properties",
    object(Object.fromEntries(names(6_000, 8).map((name) => [name, { type: "string" }]))),
    { [names(6_000, 8)[5] as string]: "x" },
  ],
  ["objects 40 deep", nested(40), { inner: { inner: {} } }],
  ["names of 500 characters", object({ ["n".repeat(500)]: { type: "string" } }), { ["n".repeat(500)]: "x" }],
])("a schema with %s is accepted by every provider, and loses no arguments", (_, schema, args) => {
  for (const [profile, rules] of PROVIDERS) {
    const printed = toolSchema(schema, profile);
    expect(refusals(printed.schema, rules), profile.name).toEqual([]);
    expect(printed.decode(printed.encode(args)), profile.name).toEqual(args);
  }
});
