/** Which parts of a value a schema has evaluated, for `unevaluatedProperties` and `unevaluatedItems`. */
export interface Evaluated {
  /** Names of properties; `"all"`: all of them. */
  readonly properties: ReadonlySet<string> | "all";
  /** Number of items from the first on. */
  readonly items: number;
  /** Indices of further items: those that `contains` matched. */
  readonly indices: ReadonlySet<number>;
}

const NO_NAMES: ReadonlySet<string> = new Set();
const NO_INDICES: ReadonlySet<number> = new Set();

export const NOTHING: Evaluated = { properties: NO_NAMES, items: 0, indices: NO_INDICES };
export const ALL_PROPERTIES: Evaluated = { properties: "all", items: 0, indices: NO_INDICES };
export const ALL_ITEMS: Evaluated = { properties: NO_NAMES, items: Infinity, indices: NO_INDICES };

export function evaluatedProperties(properties: ReadonlySet<string>): Evaluated {
  return { properties, items: 0, indices: NO_INDICES };
}

export function evaluatedItems(items: number, indices: ReadonlySet<number> = NO_INDICES): Evaluated {
  return { properties: NO_NAMES, items, indices };
}

export function merge(a: Evaluated, b: Evaluated): Evaluated {
  if (a === NOTHING) return b;
  if (b === NOTHING) return a;
  return {
    properties: a.properties === "all" || b.properties === "all" ? "all" : union(a.properties, b.properties),
    items: Math.max(a.items, b.items),
    indices: union(a.indices, b.indices),
  };
}

function union<Item>(a: ReadonlySet<Item>, b: ReadonlySet<Item>): ReadonlySet<Item> {
  if (a.size === 0) return b;
  return b.size === 0 ? a : new Set([...a, ...b]);
}
