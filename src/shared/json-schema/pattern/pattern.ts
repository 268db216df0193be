import { ALL, type CharSet, complement, union } from "./char-set.js";

/** A regular expression of ECMA-262 without what no automaton can do (look-around, back-references). */
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

/** Every code point that `set` may match: exact but for properties, which may be anything. */
export function widest(set: ClassSet): CharSet {
  if (set.properties.length > 0) return ALL;
  return set.negated ? complement(set.points) : union(set.points);
}
