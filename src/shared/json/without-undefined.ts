/**
 * Returns a value as JSON represents it: without members that are `undefined`, so that `{ days: undefined }` means `{}`, and with
 * the text of a `Date` (RFC 3339). An invalid `Date` stays.
 * Returns the value itself if there are none. Looks only into plain objects and arrays, to a depth that the stack allows.
 */
export function withoutUndefined<T>(value: T, depth = 0): T {
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? value : (value.toISOString() as T);
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => withoutUndefined(item, depth + 1));
    return items.some((item, i) => item !== value[i]) ? (items as T) : value;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const members = Object.entries(value);
  const kept = members
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => [key, withoutUndefined<unknown>(member, depth + 1)] as const);
  const same = kept.length === members.length && kept.every(([, member], i) => member === members[i]?.[1]);
  return same ? value : (Object.fromEntries(kept) as T);
}

/** Deeper values are left to the validator, which rejects them with their path. */
const MAX_DEPTH = 500;
