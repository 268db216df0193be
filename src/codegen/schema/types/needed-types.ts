import type { SchemaDeclaration, SchemaPlan } from "../schema-plan.js";
import type { Type } from "./algebra/type.js";
import { declaredType } from "./declared-type.js";

/** Returns the declarations of these types, and of all types they refer to, in the order of the plan. */
export function neededTypes(plan: SchemaPlan, names: readonly string[]): readonly SchemaDeclaration[] {
  const places = placesIn(plan);
  const needed = new Set<number>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const place = places.get(name);
    if (place === undefined || needed.has(place)) continue;
    needed.add(place);
    open.push(...namesIn(declaredType(plan.declarations[place] as SchemaDeclaration, plan).type));
  }
  return [...needed].sort((a, b) => a - b).map((place) => plan.declarations[place] as SchemaDeclaration);
}

const PLACES = new WeakMap<SchemaPlan, ReadonlyMap<string, number>>();

/** Returns where each type is declared, counted once for a plan: this is asked for each of thousands of tools. */
function placesIn(plan: SchemaPlan): ReadonlyMap<string, number> {
  const known = PLACES.get(plan);
  if (known !== undefined) return known;
  const places = new Map(plan.declarations.map(({ typeName }, place) => [typeName, place]));
  PLACES.set(plan, places);
  return places;
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
