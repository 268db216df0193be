import { describe, expect, it } from "vitest";
import type { Json } from "../../../../src/shared/json/json.js";
import { typeOf } from "./support/type-text.js";

const string = { type: "string" } as const;
const number = { type: "number" } as const;
const object = (
  properties: { readonly [key: string]: Json },
  more: { readonly [key: string]: Json } = {},
): Json => ({
  type: "object",
  properties,
  ...more,
});

describe("input types", () => {
  it.each<[intent: string, given: Json, want: string]>([
    ["no index signature, so that typos are found", object({ a: string }), "{ a?: string }"],
    ["nested objects", object({ o: object({ a: string }) }), "{ o?: { a?: string } }"],
    [
      "nullable objects",
      object({ o: { type: ["object", "null"], properties: { a: string } } }),
      "{ o?: { a?: string } | null }",
    ],
    [
      "explicitly open objects stay open",
      object({ a: string }, { additionalProperties: true }),
      "{ a?: string; [key: string]: unknown }",
    ],
    [
      "a map stays a map",
      object({ a: string }, { additionalProperties: string }),
      "{ a?: string; [key: string]: string | undefined }",
    ],
    ["an object without properties: nothing to mistype", { type: "object" }, "{ [key: string]: unknown }"],
    ["no parameters", { type: "object", additionalProperties: false }, "{ [key: string]: never }"],
    [
      "without a type, other keys and kinds are allowed",
      object({ v: { properties: { a: string } } }),
      "{ v?: { a?: string; [key: string]: unknown } | string | number | boolean | unknown[] | null }",
    ],
    [
      "a top-level default makes a property optional",
      object({ a: { type: "integer", default: 3 }, b: string }, { required: ["a", "b"] }),
      "{ a?: number; b: string }",
    ],
    [
      "an invalid default does not",
      object({ a: { type: "integer", default: "x" } }, { required: ["a"] }),
      "{ a: number }",
    ],
    [
      "a nested default is not filled in",
      object({ o: object({ a: { type: "integer", default: 3 } }, { required: ["a"] }) }, { required: ["o"] }),
      "{ o: { a: number } }",
    ],
    [
      "branches of a union",
      object({ a: string }, { anyOf: [{ required: ["a"] }, { properties: { b: number }, required: ["b"] }] }),
      "{ a: string } | { a?: string; b: number }",
    ],
    [
      "a property of only one branch stays known",
      object(
        { x: string },
        { if: { properties: { x: { const: "1" } } }, then: { properties: { y: string } } },
      ),
      "{ x?: string; y?: unknown }",
    ],
    [
      "a large object is not repeated for each requirement",
      object(Object.fromEntries([..."abcdefgh"].map((key) => [key, string])), {
        anyOf: [{ required: ["a"] }, { required: ["b"] }],
      }),
      `{ ${[..."abcdefgh"].map((key) => `${key}?: string`).join("; ")} } & ({ a: unknown } | { b: unknown })`,
    ],
  ])("%s", (_, given, want) => {
    expect(typeOf(given, "input")).toBe(want);
  });
});
