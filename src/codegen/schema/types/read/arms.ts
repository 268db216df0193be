import type { SchemaNode } from "../../../../shared/json-schema/ir.js";
import { dynamicTarget } from "./in-place.js";

/** The most alternatives of a type in an intersection: a wider one is left out. */
const MOST = 2_000;

/**
 * Estimates how many alternatives the type of a schema has. It uses only the schema, since the type may not have been
 * read yet.
 */
export class ArmCounter {
  readonly #counted = new Map<SchemaNode, number>();

  of(node: SchemaNode): number {
    const known = this.#counted.get(node);
    if (known !== undefined) return known;
    const arms = Math.min(MOST, this.#count(node));
    this.#counted.set(node, arms);
    return arms;
  }

  #count(node: SchemaNode): number {
    if (node.values !== undefined) return node.values.length;
    const sum = (nodes: readonly SchemaNode[]): number =>
      nodes.reduce((total, each) => total + this.of(each), 0);
    const factors = [node.ref, dynamicTarget(node), ...(node.allOf ?? [])].flatMap((each) =>
      each === undefined ? [] : [this.of(each)],
    );
    if (node.anyOf !== undefined) factors.push(sum(node.anyOf));
    if (node.oneOf !== undefined) factors.push(sum(node.oneOf));
    if (node.if !== undefined)
      factors.push(1 + sum([node.then, node.else].filter((each) => each !== undefined)));
    const dependents = (node.dependentRequired?.size ?? 0) + (node.dependentSchemas?.size ?? 0);
    if (dependents > 0) factors.push(2 ** dependents);
    return factors.length === 0
      ? (node.kinds?.size ?? 1)
      : factors.reduce((product, each) => product * each, 1);
  }
}
