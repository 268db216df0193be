import { byCodeUnit, canonicalJson } from "../../shared/json/canonical.js";

/** Sorted items without duplicates, and the duplicates. */
export interface Distinct<T> {
  readonly items: readonly T[];
  readonly doubles: readonly T[];
}

/**
 * Sorts by `key` (code units). Of several items with the same key, the one with the smallest canonical JSON is kept,
 * whatever the order in which the server listed them.
 */
export function distinct<T>(items: readonly T[], key: (item: T) => string): Distinct<T> {
  const keyed = items.map((item) => ({ key: key(item), item }));
  keyed.sort((a, b) => byCodeUnit(a.key, b.key) || byCodeUnit(canonicalJson(a.item), canonicalJson(b.item)));
  const kept = keyed.filter(({ key: own }, i) => i === 0 || keyed[i - 1]?.key !== own);
  const doubles = keyed.filter(({ key: own }, i) => i > 0 && keyed[i - 1]?.key === own);
  return { items: kept.map(({ item }) => item), doubles: doubles.map(({ item }) => item) };
}
