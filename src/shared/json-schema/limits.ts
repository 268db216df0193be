/** How much of a hostile or careless schema is looked at. What lies beyond a limit accepts everything, with a diagnostic. */
export interface SchemaLimits {
  /** Nesting of subschemas, counted anew behind each `$ref`; also of the values in `enum` and `const`. Default 64. */
  readonly depth: number;
  /** Subschemas in all. Default 10,000. */
  readonly nodes: number;
  /** Length of the schema as JSON text, in characters. Default 1,048,576. */
  readonly characters: number;
  /** `$ref`s that may lead to one another before a value is descended into. Default 32. */
  readonly refChain: number;
  /** Values of an `enum`. Default 2,000. */
  readonly enumValues: number;
}

export const DEFAULT_LIMITS: SchemaLimits = {
  depth: 64,
  nodes: 10_000,
  characters: 1_048_576,
  refChain: 32,
  enumValues: 2_000,
};

/**
 * Whether `value`, as JSON text, is longer than `limit` characters. Neither deep nor wide values cost more than `limit`
 * steps: there is no recursion, and the count stops there.
 */
export function isLongerThan(value: unknown, limit: number): boolean {
  let length = 0;
  const open: unknown[] = [value];
  while (open.length > 0 && length <= limit) {
    const next = open.pop();
    if (typeof next === "string") length += next.length + 2;
    else if (typeof next !== "object" || next === null) length += String(next).length;
    else if (Array.isArray(next)) {
      length += next.length + 1;
      for (let i = 0; i < next.length && open.length <= limit; i++) open.push(next[i]);
    } else {
      for (const key of Object.keys(next)) {
        length += key.length + 4;
        open.push((next as Record<string, unknown>)[key]);
      }
      length += 1;
    }
  }
  return length > limit;
}

/** Whether objects and arrays in `value` are nested deeper than `limit`; looks no deeper than that. */
export function isDeeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (limit === 0) return true;
  return Object.values(value).some((inner) => isDeeperThan(inner, limit - 1));
}
