import { transformSync } from "esbuild";
import { compileFunction } from "node:vm";
import * as z from "zod";
import { catalogueOf } from "../../src/codegen/plan/index.js";
import { onLines, print } from "../../src/codegen/printer/index.js";
import { planSchemas } from "../../src/codegen/schema/plan-schemas.js";
import type { SchemaOptions, SchemaPlan, SchemaRoot } from "../../src/codegen/schema/schema-plan.js";
import { printValidatorDeclaration } from "../../src/codegen/schema/zod/index.js";
import * as validation from "../../src/runtime/validation/index.js";
import type { Json } from "../../src/shared/json/json.js";

/** Names as a namer of the generator would give them: each once. */
export function claimer(roots: readonly SchemaRoot[]): (hint: string) => string {
  const taken = new Set(roots.map(({ typeName }) => typeName));
  return (hint) => {
    const stem = `D${hint.replace(/[^A-Za-z0-9]/g, "")}`;
    let name = stem;
    for (let n = 2; taken.has(name); n++) name = `${stem}_${n}`;
    taken.add(name);
    return name;
  };
}

/** The text of `schemas.ts` for a plan, without its imports. */
export function validatorsText(plan: SchemaPlan): string {
  const validators = plan.declarations.map((declaration) => printValidatorDeclaration(declaration, plan));
  return print(onLines(validators));
}

/** The validators of a plan, emitted and run, by name. */
export function compileValidators(plan: SchemaPlan): Readonly<Record<string, z.ZodType>> {
  const { code: script } = transformSync(validatorsText(plan), { loader: "ts", format: "cjs" });
  const names = Object.keys(validation);
  const module: { exports: Record<string, z.ZodType> } = { exports: {} };
  const run = compileFunction(script, ["module", "exports", "z", "json", ...names]);
  run(
    module,
    module.exports,
    z,
    schemaTexts(plan),
    ...names.map((name) => (validation as Record<string, unknown>)[name]),
  );
  return module.exports;
}

/** What `catalogue.ts` holds for a plan: the JSON Schema of each validator. */
export function schemaTexts(plan: SchemaPlan): Readonly<Record<string, string>> {
  return Object.fromEntries(catalogueOf({ schemas: plan, tools: [] }).schemas);
}

/** The plan of one schema, whose root is called `Root`. */
export function planOf(schema: Json, options: SchemaOptions = {}): SchemaPlan {
  const roots: SchemaRoot[] = [{ schema, mode: "output", typeName: "Root", label: "schema" }];
  return planSchemas(roots, options, claimer(roots));
}
