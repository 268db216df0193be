import { everyNode } from "../../../shared/json-schema/index.js";
import type { SchemaDeclaration, SchemaPlan } from "../../schema/index.js";

/**
 * Reports types that a caller may have imported and that were removed or renamed. Types of removed tools and prompts are not
 * reported again.
 *
 * @param roots the types of tools and prompts that stayed, by old and new name
 * @param others names of types that are in no schema, old and new
 */
export function compareTypeNames(
  before: SchemaPlan,
  after: SchemaPlan,
  roots: readonly (readonly [string, string])[],
  others: readonly (readonly [string | undefined, string | undefined])[],
  found: (rule: string, message: string) => void,
): void {
  const [old, now] = [byName(before), byName(after)];
  const successors = new Map<string, string | undefined>();
  for (const [was, is] of others) if (was !== undefined && was !== is) successors.set(was, is);
  for (const [was, is] of roots) {
    const [names, others] = [namesIn(old.get(was), before), namesIn(now.get(is), after)];
    for (const [pointer, name] of names) {
      const successor = others.get(pointer);
      if (successor !== name && (successor !== undefined || !now.has(name)))
        successors.set(name, successor ?? successors.get(name));
    }
  }
  for (const [name, successor] of successors) {
    if (successor === undefined) found("type-removed", `the type ${name} was removed`);
    else found("type-renamed", `the type ${name} is now called ${successor}`);
  }
}

function byName({ declarations }: SchemaPlan): ReadonlyMap<string, SchemaDeclaration> {
  return new Map(declarations.map((declaration) => [declaration.typeName, declaration]));
}

/** Returns the names of a type and of every named type it consists of, by their pointer in the schema. */
function namesIn(root: SchemaDeclaration | undefined, plan: SchemaPlan): ReadonlyMap<string, string> {
  if (root === undefined) return new Map();
  const names = new Map([["", root.typeName]]);
  for (const node of everyNode([root.node])) {
    const name = plan.declarationOf(node)?.typeName;
    if (name !== undefined) names.set(node.pointer, name);
  }
  return names;
}
