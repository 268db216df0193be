import { describe, expect, it } from "vitest";
import { planSchemas } from "../../../src/codegen/schema/plan-schemas.js";
import type { SchemaRoot } from "../../../src/codegen/schema/schema-plan.js";
import type { Json } from "../../../src/shared/json/json.js";
import { claimer, compileValidators, validatorsText } from "../../fuzz/compile-validators.js";

const pet: Json = {
  type: "object",
  properties: { name: { type: "string" }, friends: { type: "array", items: { $ref: "#/$defs/Pet" } } },
  additionalProperties: false,
};

function root(typeName: string, schema: Json, mode: "input" | "output" = "output"): SchemaRoot {
  return { typeName, schema, mode, label: typeName };
}

function names(roots: readonly SchemaRoot[]): readonly string[] {
  return planSchemas(roots, {}, claimer(roots)).declarations.map(({ typeName }) => typeName);
}

describe("definitions of several schemas", () => {
  const uses = (Pet: Json): Json => ({ properties: { pet: { $ref: "#/$defs/Pet" } }, $defs: { Pet } });

  it("that are the same are declared once, including recursive ones, whatever the order of their keys", () => {
    const turned = Object.fromEntries(Object.entries(pet as object).reverse()) as Json;
    expect(names([root("A", uses(pet)), root("B", uses(turned))])).toEqual(["A", "B", "DPet"]);
  });

  it("that differ have different names, whatever the order of the roots", () => {
    const roots = [
      root("A", uses(pet)),
      root("B", uses({ type: "string" })),
      root("C", uses({ type: "number" })),
    ];
    const names = (order: readonly SchemaRoot[]): ReadonlyMap<string, string> => {
      const plan = planSchemas(order, {}, claimer(order));
      return new Map(
        plan.declarations.map(({ typeName, node }) => [typeName, JSON.stringify([...(node.kinds ?? [])])]),
      );
    };
    const forwards = names(roots);
    expect([...forwards.keys()].sort()).toEqual(["A", "B", "C", "DPet", "DPet_2", "DPet_3"]);
    expect([...names([...roots].reverse())].sort()).toEqual([...forwards].sort());
  });

  it("that are open objects are separate types as input and as output", () => {
    const open: Json = { type: "object", properties: { name: { type: "string" } } };
    expect(names([root("A", uses(open), "input"), root("B", uses(open), "output")])).toHaveLength(4);
    expect(
      names([root("A", uses({ type: "string" }), "input"), root("B", uses({ type: "string" }), "output")]),
    ).toHaveLength(3);
  });

  it("that a schema shares with one that the runtime evaluates have a validator for the other", () => {
    const shared = uses({ type: "string" }) as object;
    const roots = [
      root("A", { ...shared, anyOf: [{ properties: { b: {} } }], unevaluatedProperties: false } as Json),
      root("B", shared as Json),
    ];
    const validators = compileValidators(planSchemas(roots, {}, claimer(roots)));
    expect(
      [{ pet: "x" }, { pet: 1 }].map((value) => [
        validators["a"]?.safeParse(value).success,
        validators["b"]?.safeParse(value).success,
      ]),
    ).toEqual([
      [true, true],
      [false, false],
    ]);
    expect(validatorsText(planSchemas(roots.slice(0, 1), {}, claimer(roots)))).not.toContain("dPet");
  });

  it("that nothing refers to are not declared", () => {
    expect(names([root("A", { $defs: { Pet: pet } })])).toEqual(["A"]);
  });

  it("that are booleans need no name", () => {
    expect(names([root("A", uses(true))])).toEqual(["A"]);
  });
});

it("names the root if a schema refers to it", () => {
  const roots = [root("Tree", { properties: { children: { type: "array", items: { $ref: "#" } } } })];
  const plan = planSchemas(roots, {}, claimer(roots));
  expect(plan.declarationOf(plan.rootOf(0).node)?.typeName).toBe("Tree");
  expect(validatorsText(plan)).toContain("z.array(tree)");
});

it("names the schema of a diagnostic", () => {
  const roots = [root("A", {}), root("B", { type: "strin" })];
  expect(planSchemas(roots, {}, claimer(roots)).diagnostics).toEqual([
    expect.objectContaining({ label: "B", code: "SCHEMA_UNKNOWN_TYPE", pointer: "/type" }),
  ]);
});
