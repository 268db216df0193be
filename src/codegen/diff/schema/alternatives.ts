import type { SchemaNode } from "../../../shared/json-schema/index.js";
import { compareBranches } from "./compare-applicators.js";
import { isOnly } from "./compare-assertions.js";
import type { Comparison } from "./comparison.js";
import { areExclusive } from "./exclusive.js";
import type { Effect } from "./finding.js";
import { at } from "./pointer.js";

/**
 * Compares a form that became one of several, or the reverse, with the matching branch instead of keyword by keyword. Returns
 * whether this was the case.
 */
export function compareAlternatives(
  before: SchemaNode,
  after: SchemaNode,
  pointer: string,
  comparison: Comparison,
): boolean {
  if (comparison.isTrial) return false;
  const [old, now] = [alternativesOf(before), alternativesOf(after)];
  const [oldKinds, nowKinds] = [old ?? kindsOf(before), now ?? kindsOf(after)];
  if ((old === undefined) !== (now === undefined) && oldKinds?.isUnion && nowKinds?.isUnion) {
    compareBranches("anyOf", oldKinds.branches, nowKinds.branches, pointer, comparison);
    return true;
  }
  if (old === undefined && now !== undefined) branched(before, now, pointer, comparison);
  else if (old !== undefined && now === undefined) joined(old, after, pointer, comparison);
  else return false;
  return true;
}

interface Alternatives {
  readonly name: "anyOf" | "oneOf";
  readonly branches: readonly SchemaNode[];
  /** Whether at most one branch accepts a value, or it does not matter how many do. */
  readonly isUnion: boolean;
}

/** Returns the branches of a schema that has no other assertions. */
function alternativesOf(node: SchemaNode): Alternatives | undefined {
  for (const name of ["anyOf", "oneOf"] as const) {
    const branches = node[name];
    if (branches !== undefined && isOnly(node, name))
      return { name, branches, isUnion: name === "anyOf" || areExclusive(branches) };
  }
  return undefined;
}

/** Returns a branch for each type of `type: ["string", "null"]`, which is another way to write a union. */
function kindsOf(node: SchemaNode): Alternatives | undefined {
  if (node.kinds === undefined || node.kinds.size < 2 || !isOnly(node, "kinds", "integer")) return undefined;
  const branches = [...node.kinds].map((kind) => ({ ...node, kinds: new Set([kind]) }));
  return { name: "anyOf", branches, isUnion: true };
}

const GROWS: ReadonlySet<Effect> = new Set<Effect>(["wider", "added", "formal", "text"]);
const SHRINKS: ReadonlySet<Effect> = new Set<Effect>(["narrower", "formal", "text"]);

function branched(
  before: SchemaNode,
  { name, branches, isUnion }: Alternatives,
  pointer: string,
  comparison: Comparison,
): void {
  const count = `${branches.length} forms`;
  if (!isUnion) return comparison.add("unknown", "alternatives-changed", pointer, `one form became ${count}`);
  const home = branches.findIndex((branch) => isWithin(before, branch, GROWS, comparison));
  if (home < 0) {
    const message = `one form became ${count}, none of which accepts everything that it accepted`;
    return comparison.add("changed", "alternatives-changed", pointer, message);
  }
  comparison.compare(before, branches[home] as SchemaNode, at(pointer, name, home));
  if (branches.length > 1)
    comparison.add("wider", "alternatives-added", pointer, `the previous form is now one of ${count}`);
}

function joined(
  { branches, isUnion }: Alternatives,
  after: SchemaNode,
  pointer: string,
  comparison: Comparison,
): void {
  const count = `${branches.length} forms`;
  if (branches.every((branch) => isWithin(branch, after, GROWS, comparison)))
    return comparison.add(
      "wider",
      "alternatives-joined",
      pointer,
      `${count} became one that accepts all of them`,
    );
  const home = isUnion ? branches.find((branch) => isWithin(branch, after, SHRINKS, comparison)) : undefined;
  if (home === undefined) {
    const message = `${count} became one that does not accept everything that they accepted`;
    return comparison.add(isUnion ? "changed" : "unknown", "alternatives-changed", pointer, message);
  }
  comparison.compare(home, after, pointer);
  comparison.add("narrower", "alternatives-removed", pointer, `one of ${count} is left`);
}

function isWithin(
  before: SchemaNode,
  after: SchemaNode,
  allowed: ReadonlySet<Effect>,
  comparison: Comparison,
): boolean {
  return comparison.trial(before, after).every(({ effect }) => allowed.has(effect));
}
