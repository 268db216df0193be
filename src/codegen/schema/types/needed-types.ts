import type { SchemaDeclaration, SchemaPlan } from "../schema-plan.js";
import type { Type } from "./algebra/type.js";
import { declaredType } from "./declared-type.js";

/** Returns the declarations of these types, and of all types they refer to, in the order of the plan. */
export function neededTypes(plan: SchemaPlan, names: readonly string[]): readonly SchemaDeclaration[] {
  const byName = new Map(plan.declarations.map((declaration) => [declaration.typeName, declaration]));
  const needed = new Set<SchemaDeclaration>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const declaration = byName.get(name);
    if (declaration === undefined || needed.has(declaration)) continue;
    needed.add(declaration);
    open.push(...namesIn(declaredType(declaration, plan).type));
  }
  return plan.declarations.filter((declaration) => needed.has(declaration));
}

/** Returns the names that a type refers to. */
function namesIn(type: Type): readonly string[] {
  switch (type.is) {
    case "name":
      return [type.name];
    case "union":
    case "intersection":
      return type.of.flatMap(namesIn);
    case "array":
      return [...type.items, type.rest].flatMap(namesIn);
    case "object": {
      const properties = [...type.properties.values()].map((property) => property.type);
      return [...properties, ...type.patterns.map((pattern) => pattern.type), type.rest].flatMap(namesIn);
    }
    default:
      return [];
  }
}
