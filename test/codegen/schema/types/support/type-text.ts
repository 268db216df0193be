import { onLines, print } from "../../../../../src/codegen/printer/index.js";
import { planSchemas } from "../../../../../src/codegen/schema/plan-schemas.js";
import type { SchemaMode, SchemaPlan } from "../../../../../src/codegen/schema/schema-plan.js";
import { printTypeDeclaration } from "../../../../../src/codegen/schema/types/index.js";
import type { Json } from "../../../../../src/shared/json/json.js";

/** The plan of one schema, whose type is called `Root`. */
export function planOf(schema: Json, mode: SchemaMode = "output"): SchemaPlan {
  const used = new Set(["Root"]);
  return planSchemas(
    [{ schema, mode, typeName: "Root", label: "schema" }],
    { limits: { nodes: 100_000, characters: 1e8 } },
    (hint) => {
      const base = hint.replace(/^[^A-Za-z]+|[^A-Za-z0-9]/g, "") || "Definition";
      let name = base;
      for (let n = 2; used.has(name); n++) name = `${base}${n}`;
      used.add(name);
      return name;
    },
  );
}

/** Everything that is printed for `schema`. */
export function declarationsOf(schema: Json, mode: SchemaMode = "output"): string {
  const plan = planOf(schema, mode);
  return print(
    onLines(
      plan.declarations.map((declaration) => printTypeDeclaration(declaration, plan)),
      1,
    ),
  );
}

/** The type of `schema` on one line, without comments and the words around it: `{ a: string }` for an interface, too. */
export function typeOf(schema: Json, mode: SchemaMode = "output"): string {
  const text = declarationsOf(schema, mode).replace(/\s+/g, " ").trim();
  return text
    .replace(/\/\*\* .*? \*\/ /g, "")
    .replace(/^export (?:type Root =|interface Root) /, "")
    .replace(/;$/, "")
    .replace(/; \}/g, " }")
    .replace(/(^|[([=] ?)[|&] /g, "$1");
}
