import { canonicalJson } from "../json/canonical.js";

/** Compares as JSON: numbers by value, objects regardless of key order (own keys only), arrays in order. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => equal(item, b[i]));
  }
  if (Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(
      (key) =>
        Object.hasOwn(b, key) &&
        equal((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  );
}

/** Whether no two items are equal. Linear: a hostile server may send a long array. */
export function areUnique(items: readonly unknown[]): boolean {
  const seen = new Set<unknown>();
  const structures = new Set<string>();
  return items.every((item) => {
    const structured = typeof item === "object" && item !== null;
    const known: Set<unknown> = structured ? structures : seen;
    const key = structured ? canonicalJson(item) : item;
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}
