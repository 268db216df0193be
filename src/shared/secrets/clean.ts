import type { Redactor } from "./redactor.js";

/** Causes of causes, and members of members, are followed so far. */
const DEEPEST = 12;

/**
 * Takes secrets out of an error and all that hangs on it: message, stack, causes, bodies and data. In place, so that it stays the
 * same error; values that are not plain data (sockets, responses) stay as they are. Returns what it was given.
 */
export function cleanError<E>(error: E, redactor: Redactor): E {
  clean(error, redactor, new Set(), 0);
  return error;
}

/** Plain data without secrets, copied where there were any; errors in it are cleaned in place. */
export function cleanData<T>(value: T, redactor: Redactor): T {
  return clean(value, redactor, new Set(), 0) as T;
}

function clean(value: unknown, redactor: Redactor, seen: Set<unknown>, depth: number): unknown {
  if (typeof value === "string") return redactor.text(value);
  if (typeof value !== "object" || value === null || depth > DEEPEST) return value;
  if (seen.has(value)) return value;
  if (value instanceof Error) {
    seen.add(value);
    cleanMembers(value, redactor, seen, depth);
    return value;
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => clean(item, redactor, seen, depth + 1));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  return isPlain(value) ? cleanObject(value, redactor, seen, depth) : value;
}

/** What many errors share stays shared, copied or not: the retry budget counts an incident once, by the object that tells of it. */
const copies = new WeakMap<object, object>();

/** The object itself if nothing in it is secret, else its one copy. */
function cleanObject(value: object, redactor: Redactor, seen: Set<unknown>, depth: number): object {
  const known = copies.get(value) ?? value;
  const before = Object.entries(known);
  const after = before.map(([key, member]): [string, unknown] => [
    redactor.text(key),
    clean(member, redactor, seen, depth + 1),
  ]);
  const changed = after.some(
    ([key, member], index) => key !== before[index]?.[0] || member !== before[index][1],
  );
  if (!changed) return known;
  const copy = Object.fromEntries(after);
  copies.set(value, copy);
  return copy;
}

/** Hidden members, too: `cause` and `stack` are. What cannot be written is left. */
function cleanMembers(error: Error, redactor: Redactor, seen: Set<unknown>, depth: number): void {
  for (const key of Reflect.ownKeys(error)) {
    const member = Object.getOwnPropertyDescriptor(error, key);
    if (member === undefined || !("value" in member) || KEPT.has(key)) continue;
    const cleaned = clean(member.value, redactor, seen, depth + 1);
    if (cleaned === member.value) continue;
    try {
      Object.defineProperty(error, key, { ...member, value: cleaned });
    } catch {
      // Frozen by who made it.
    }
  }
  // In newer versions of Node, `stack` is an accessor.
  if (typeof error.stack === "string" && error.stack !== redactor.text(error.stack))
    Object.defineProperty(error, "stack", {
      value: redactor.text(error.stack),
      configurable: true,
      writable: true,
      enumerable: false,
    });
}

/** Words of ours, which callers compare. */
const KEPT: ReadonlySet<PropertyKey> = new Set(["name", "code", "server", "subject", "outcome", "toolName"]);

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
