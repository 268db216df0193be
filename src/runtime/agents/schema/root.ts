import type { Kind, SchemaNode } from "../../../shared/json-schema/index.js";
import { type All, type Shape, shapeOf, type Term } from "../../../shared/json-schema/schema-shape.js";

/** Combinations of alternatives that are merged into one object; beyond that, the schema states only what all have in common. */
const MAX_VARIANTS = 64;

/**
 * Merges the arguments of a tool into one object, since no provider accepts alternatives at the root. A property is required if
 * every alternative requires it, and accepts what any of them accepts.
 */
export function rootShape(root: SchemaNode): { readonly shape: Shape; readonly merged: boolean } {
  const variants = expand([root]);
  const [first] = variants;
  const object: ReadonlySet<Kind> = new Set(["object"]);
  if (first === undefined) return { shape: { ...shapeOf([]), kinds: object }, merged: true };
  if (variants.length === 1)
    return { shape: { ...first, kinds: object, groups: [] }, merged: shapeOf([root]).groups.length > 0 };
  const names = [...new Set(variants.flatMap(({ properties }) => [...properties.keys()]))];
  const others = variants.flatMap((each) => each.others ?? []);
  return {
    shape: {
      ...first,
      kinds: object,
      values: undefined,
      groups: [],
      properties: new Map(names.map((name) => [name, either(variants, name)])),
      required: new Set(names.filter((name) => variants.every(({ required }) => required.has(name)))),
      closed: variants.every(({ closed }) => closed),
      others: others.length > 0 ? others : undefined,
      dropped: [...new Set(variants.flatMap(({ dropped }) => dropped))],
    },
    merged: true,
  };
}

/** Every combination of the alternatives in `all`; if there are too many, the alternatives are ignored. */
function expand(all: All): readonly Shape[] {
  const shape = shapeOf(all);
  const [group, ...groups] = shape.groups;
  if (group === undefined) return [shape].filter(canBeObject);
  const base: Term = { facts: { ...shape, groups } };
  const variants: Shape[] = [];
  for (const alternative of group) {
    variants.push(...expand([base, ...alternative]));
    if (variants.length > MAX_VARIANTS) return [{ ...shape, groups: [] }];
  }
  return variants;
}

function canBeObject({ kinds }: Shape): boolean {
  return kinds === undefined || kinds.has("object");
}

/** What `name` can be in any of the variants. A variant that does not declare it accepts anything, unless it is closed. */
function either(variants: readonly Shape[], name: string): All {
  const forms = variants.flatMap(({ properties }) => {
    const all = properties.get(name);
    return all === undefined ? [] : [all];
  });
  const distinct = forms.filter((all, index) => forms.findIndex((other) => sameTerms(all, other)) === index);
  const [only] = distinct;
  return distinct.length === 1 && only !== undefined ? only : [{ any: distinct }];
}

function sameTerms(a: All, b: All): boolean {
  return a.length === b.length && a.every((term) => b.includes(term));
}
