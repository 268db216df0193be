import type { Kind, SchemaNode } from "./ir.js";
import { kindOf } from "./kind.js";

export const ALL_KINDS: ReadonlySet<Kind> = new Set([
  "null",
  "boolean",
  "number",
  "string",
  "array",
  "object",
]);

/** Determines which kinds of value a schema can accept at most, as far as this is possible without a value. */
export class StaticKinds {
  readonly #known = new Map<SchemaNode, ReadonlySet<Kind>>();

  of(node: SchemaNode): ReadonlySet<Kind> {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const kinds = this.#compute(node);
    this.#known.set(node, kinds);
    return kinds;
  }

  #compute(node: SchemaNode): ReadonlySet<Kind> {
    if (node.always !== undefined) return node.always ? ALL_KINDS : new Set();
    let kinds = node.kinds ?? ALL_KINDS;
    const narrow = (other: ReadonlySet<Kind>): void => {
      kinds = intersect(kinds, other);
    };
    if (node.values !== undefined) narrow(new Set(node.values.map(kindOf)));
    for (const inner of [
      node.ref,
      node.dynamicRef?.anchor === undefined ? node.dynamicRef?.target : undefined,
      ...(node.allOf ?? []),
    ]) {
      if (inner !== undefined) narrow(this.of(inner));
    }
    for (const branches of [node.anyOf, node.oneOf])
      if (branches !== undefined) narrow(new Set(branches.flatMap((branch) => [...this.of(branch)])));
    return kinds;
  }
}

export function intersect(a: ReadonlySet<Kind>, b: ReadonlySet<Kind>): ReadonlySet<Kind> {
  if (a === ALL_KINDS) return b;
  return b === ALL_KINDS ? a : new Set([...a].filter((kind) => b.has(kind)));
}
