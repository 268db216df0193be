/** How much of a hostile or careless schema is read. What is beyond a limit accepts everything, with a diagnostic. */
export interface SchemaLimits {
  /** Nesting of subschemas, counted from each `$ref` target on; also of the values in `enum` and `const`. Default 64. */
  readonly depth: number;
  /** Total number of subschemas. Default 10,000. */
  readonly nodes: number;
  /** Length of the schema as JSON text, in characters. Default 1,048,576. */
  readonly characters: number;
  /** Length of a chain of `$ref`s that does not descend into the value. Default 32. */
  readonly refChain: number;
  /** Values of an `enum`. Default 2,000. */
  readonly enumValues: number;
}

/** Default limits. */
export const DEFAULT_LIMITS: SchemaLimits = {
  depth: 64,
  nodes: 10_000,
  characters: 1_048_576,
  refChain: 32,
  enumValues: 2_000,
};

/** What can be found out about a schema before it is read. */
export interface Survey {
  /** Whether it is longer than the limit as JSON text. */
  readonly tooLong: boolean;
  /** Whether it contains a reference, or something that references depend on. */
  readonly refers: boolean;
}

/** Keywords with which one part of a schema refers to another. */
const REFERRING: ReadonlySet<string> = new Set(["$ref", "$dynamicRef", "$recursiveRef", "$id", "id"]);

/** Surveys `schema` in at most `limit` steps, however deep or wide it is: there is no recursion, and the count stops there. */
export function survey(schema: object, limit: number): Survey {
  let length = 0;
  let refers = false;
  const open: unknown[] = [schema];
  while (open.length > 0 && length <= limit) {
    const next = open.pop();
    if (typeof next === "string") length += next.length + 2;
    else if (typeof next !== "object" || next === null) length += 4;
    else if (Array.isArray(next)) {
      length += next.length + 1;
      for (let i = 0; i < next.length && open.length <= limit; i++) open.push(next[i]);
    } else {
      const keys = Object.keys(next);
      length += keys.length + 1;
      for (const key of keys) {
        const inner = (next as Record<string, unknown>)[key];
        length += key.length + 3;
        if (typeof inner === "string") {
          length += inner.length + 2;
          refers ||= REFERRING.has(key);
        } else open.push(inner);
      }
    }
  }
  return { tooLong: length > limit, refers };
}

/** Whether objects and arrays in `value` are nested deeper than `limit`; looks no deeper than that. */
export function isDeeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (limit === 0) return true;
  return Object.values(value).some((inner) => isDeeperThan(inner, limit - 1));
}
