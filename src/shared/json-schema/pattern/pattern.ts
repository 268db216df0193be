import { ALL, type CharSet, complement, union } from "./char-set.js";

/** An ECMA-262 regular expression without what automata cannot match (look-around, back-references). */
export type Pattern =
  | { readonly kind: "set"; readonly set: ClassSet }
  | { readonly kind: "start" | "end" | "boundary" | "notBoundary" }
  | { readonly kind: "sequence"; readonly of: readonly Pattern[] }
  | { readonly kind: "choice"; readonly of: readonly Pattern[] }
  | { readonly kind: "repeat"; readonly inner: Pattern; readonly min: number; readonly max: number };

/** One character: code points, and Unicode properties such as `\p{L}`, by their name in the pattern. */
export interface ClassSet {
  readonly negated: boolean;
  readonly points: CharSet;
  readonly properties: readonly { readonly name: string; readonly negated: boolean }[];
}

/** Returns every code point that `set` may match: exact except for properties, which may match any. */
export function widest(set: ClassSet): CharSet {
  if (set.properties.length > 0) return ALL;
  return set.negated ? complement(set.points) : union(set.points);
}
