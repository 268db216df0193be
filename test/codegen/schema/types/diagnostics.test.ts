import { describe, expect, it } from "vitest";
import { typeDiagnostics } from "../../../../src/codegen/schema/types/index.js";
import type { Json } from "../../../../src/shared/json/json.js";
import { planOf } from "./support/type-text.js";

const diagnosticsOf = (
  schema: Json,
  mode: "input" | "output",
): readonly { pointer: string; message: string }[] => {
  const plan = planOf(schema, mode);
  return plan.declarations.flatMap((declaration) => typeDiagnostics(declaration, plan));
};

describe("diagnostics of types", () => {
  it.each<[intent: string, given: Json, want: string]>([
    ["not", { type: "string", not: { pattern: "^a" } }, "its `not`"],
    ["if", { type: "string", if: { pattern: "^a" }, then: { maxLength: 2 } }, "its `if`"],
    [
      "inherited names",
      { type: "object", properties: { toString: { type: "string" } } },
      `the property "toString", which every object inherits`,
    ],
    [
      "dependencies of inherited names",
      { type: "object", dependentRequired: { toString: ["a"] } },
      `what depends on "toString"`,
    ],
    [
      "circular tuples",
      { type: ["array", "null"], prefixItems: [{ type: "array", items: { $ref: "#" } }] },
      "the positions in a tuple that may hold what it is part of",
    ],
  ])("%s", (_, given, want) => {
    expect(diagnosticsOf(given, "output")).toEqual([
      {
        code: "TYPE_WIDER_THAN_SCHEMA",
        pointer: "",
        message: `The type does not say all of the schema at the root: it leaves out ${want}. The validator says it.`,
      },
    ]);
  });

  it("names the place", () => {
    const given = { type: "object", properties: { a: { type: "string", not: { pattern: "^a" } } } };
    expect(diagnosticsOf(given, "output").map(({ pointer }) => pointer)).toEqual(["/properties/a"]);
  });

  it("has none if the type says everything that a type can", () => {
    expect(
      diagnosticsOf(
        { type: "object", properties: { a: { type: "integer", minimum: 3 }, b: { not: { type: "null" } } } },
        "output",
      ),
    ).toEqual([]);
  });
});
