import { canonicalJson } from "../../../shared/json/canonical.js";
import type { SchemaNode } from "../../../shared/json-schema/index.js";
import { disjointKinds } from "./compare-kinds.js";

/**
 * Whether no value can match two of the branches, so that `oneOf` means the same as `anyOf` and its branches can be judged one by
 * one.
 */
export function areExclusive(branches: readonly SchemaNode[]): boolean {
  const targets = branches.map((branch) =>
    branch.ref !== undefined && branch.kinds === undefined ? branch.ref : branch,
  );
  return targets.every((a, i) =>
    targets.slice(i + 1).every((b) => disjointKinds(a, b) || disjointValues(a, b) || differentTags(a, b)),
  );
}

function disjointValues(a: SchemaNode, b: SchemaNode): boolean {
  if (a.values === undefined || b.values === undefined) return false;
  const others = new Set(b.values.map(canonicalJson));
  return !a.values.some((value) => others.has(canonicalJson(value)));
}

/** Whether both are objects with a required property whose constants differ. */
function differentTags(a: SchemaNode, b: SchemaNode): boolean {
  if (a.kinds?.size !== 1 || !a.kinds.has("object") || b.kinds?.size !== 1 || !b.kinds.has("object"))
    return false;
  return [...(a.properties ?? [])].some(([name, property]) => {
    const other = b.properties?.get(name);
    return (
      other !== undefined && a.required?.has(name) && b.required?.has(name) && disjointValues(property, other)
    );
  });
}
