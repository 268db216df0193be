import { canonicalJson } from "../../shared/json/canonical.js";
import type { ServerEntry } from "../../shared/config/index.js";

/** What an edit of a config means for its servers, by key. */
export interface EntryChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Servers whose entry changed. */
  readonly changed: readonly string[];
}

/** Compares the servers of a config before and after an edit as written, ignoring order and layout. */
export function entryChanges(before: readonly ServerEntry[], after: readonly ServerEntry[]): EntryChanges {
  const was = new Map(before.map(({ key, raw }) => [key, canonicalJson(raw)]));
  const is = new Map(after.map(({ key, raw }) => [key, canonicalJson(raw)]));
  const keys = [...is.keys()];
  return {
    added: keys.filter((key) => !was.has(key)),
    removed: [...was.keys()].filter((key) => !is.has(key)),
    changed: keys.filter((key) => was.has(key) && was.get(key) !== is.get(key)),
  };
}
