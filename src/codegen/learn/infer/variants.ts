import type { Objects } from "./answer-shape.js";

/** How many objects of each variant must have been seen to distinguish them. */
const MIN_SEEN = 3;

/** The variants of an object, by the values of one of its properties. */
export interface Variants {
  readonly tag: string;
  readonly byValue: ReadonlyMap<string, Objects>;
}

/** Finds the property that distinguishes variants: each was seen often enough, and their properties differ. */
export function variantsOf({ variants }: Objects): Variants | undefined {
  for (const [tag, byValue] of variants ?? []) {
    const all = [...byValue.values()];
    if (all.length < 2 || all.some(({ count }) => count < MIN_SEEN)) continue;
    const names = all.map(({ members }) => [...members.keys()].sort().join("\n"));
    if (new Set(names).size === all.length) return { tag, byValue };
  }
  return undefined;
}
