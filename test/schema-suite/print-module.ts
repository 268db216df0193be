import { code, identifier, join, nothing, onLines, print, string } from "../../src/codegen/printer/index.js";
import { planSchemas } from "../../src/codegen/schema/plan-schemas.js";
import type { SchemaOptions } from "../../src/codegen/schema/schema-plan.js";
import { printValidatorDeclaration, usedHelpers } from "../../src/codegen/schema/zod/index.js";
import type { Json } from "../../src/shared/json/json.js";

/** `schemas.ts` for a single schema, whose validator is called `root`. `runtime`: where its helpers are imported from. */
export function printModule(schema: Json, runtime: string, options: SchemaOptions = {}): string {
  const taken = new Set<string>(["Root"]);
  const claim = (hint: string): string => {
    const stem = `D${hint.replace(/[^A-Za-z0-9]/g, "")}`;
    let name = stem;
    for (let n = 2; taken.has(name); n++) name = `${stem}_${n}`;
    taken.add(name);
    return name;
  };
  const plan = planSchemas([{ schema, mode: "output", typeName: "Root", label: "schema" }], options, claim);
  const helpers = usedHelpers(plan);
  const names = join(helpers.map(identifier), code`, `);
  return print(
    onLines([
      code`import * as z from ${string("zod")};`,
      helpers.length === 0 ? nothing : code`import { ${names} } from ${string(runtime)};`,
      code`const json = { root: ${string(JSON.stringify(schema))} };`,
      ...plan.declarations.map((declaration) => printValidatorDeclaration(declaration, plan)),
    ]),
  );
}
