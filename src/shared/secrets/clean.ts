import { cleanMembersOf } from "./clean-error.js";
import { printedBy, PRINTERS } from "./printers.js";
import type { Redactor } from "./redactor.js";

/** Depth to which causes and members are followed; anything deeper is hidden. */
const DEEPEST = 100;
/** Most objects other than data and errors (requests, sockets) to look through. */
const MOST_OTHERS = 1_000;

/** Replaces what cannot be looked through. */
const HIDDEN = "***";

/**
 * Removes secrets from an error and everything attached to it: message, stack, causes, bodies and data. Changes the error in
 * place, unless it is frozen, or a proxy that refuses to be inspected. Copies data that contains a secret, since it may belong
 * to the program; an object has a single copy, so that what several errors share stays shared: the retry budget counts an
 * incident once, by its object.
 */
export function cleanError<E>(error: E, redactor: Redactor): E {
  const cleaned = new Cleaning(redactor).clean(error, 0);
  return (cleaned === HIDDEN && typeof error === "object" ? new Error(HIDDEN) : cleaned) as E;
}

/** Removes secrets from plain data, copying it if there were any; cleans errors in it in place. */
export function cleanData<T>(value: T, redactor: Redactor): T {
  return new Cleaning(redactor).clean(value, 0) as T;
}

/** The copies of each redactor, by the original; a copy maps to itself, so that cleaning it again returns the same object. */
const copiesOf = new WeakMap<Redactor, WeakMap<object, object>>();

type Members = readonly (readonly [key: PropertyKey, member: unknown, enumerable: boolean])[];

/** One pass over an error or an event. */
class Cleaning {
  readonly #redactor: Redactor;
  readonly #copies: WeakMap<object, object>;
  /** Objects found, with their results; while one is in progress, its future copy. */
  readonly #met = new Map<object, unknown>();
  #others = 0;

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
    this.#copies = copiesOf.get(redactor) ?? new WeakMap<object, object>();
    copiesOf.set(redactor, this.#copies);
  }

  clean(value: unknown, depth: number): unknown {
    if (typeof value === "string") return this.#redactor.text(value);
    if (typeof value === "symbol") return this.#symbol(value);
    if ((typeof value !== "object" && typeof value !== "function") || value === null) return value;
    const met = this.#met.get(value);
    if (met !== undefined) return met;
    try {
      return this.#look(value, depth);
    } catch {
      // a proxy or a getter that throws, other than the error to be cleaned
      this.#met.set(value, HIDDEN);
      return HIDDEN;
    }
  }

  #look(value: object, depth: number): unknown {
    if (typeof value === "function") return this.#function(value, depth);
    if (value instanceof String) return this.#redactor.text(String(value));
    if (depth > DEEPEST || (!isData(value) && this.#others++ > MOST_OTHERS)) return HIDDEN;
    return value instanceof Error ? this.#error(value, depth) : this.#object(value, depth);
  }

  #symbol(symbol: symbol): symbol {
    const { description = "" } = symbol;
    const shown = this.#redactor.text(description);
    return shown === description ? symbol : Symbol(shown);
  }

  /** A function's members are printed with its name; it is hidden if they contain a secret, or the function itself. */
  #function(value: object, depth: number): unknown {
    if (depth > DEEPEST) return HIDDEN;
    this.#met.set(value, HIDDEN);
    const isClean = ([, member]: Members[number]): boolean =>
      member === value || this.clean(member, depth + 1) === member;
    if (!membersOfFunction(value).every(isClean)) return HIDDEN;
    this.#met.set(value, value);
    return value;
  }

  #error(error: Error, depth: number): Error {
    this.#met.set(error, error);
    const cleaned = cleanMembersOf(error, (member) => this.clean(member, depth + 1));
    this.#met.set(error, cleaned);
    return cleaned;
  }

  #printsNoSecret(value: object, depth: number): boolean {
    const isClean = (shown: unknown): boolean => shown === value || this.clean(shown, depth + 1) === shown;
    try {
      return printedBy(value).every(isClean);
    } catch {
      return false;
    }
  }

  #object(value: object, depth: number): object {
    const known = this.#copies.get(value);
    const copy = known ?? emptyLike(value);
    this.#met.set(value, copy);
    const before = membersOf(value);
    const after = before.map(([key, member, enumerable]): Members[number] => [
      typeof key === "symbol" ? this.#symbol(key) : this.#redactor.text(String(key)),
      this.clean(member, depth + 1),
      enumerable,
    ]);
    const isSame = after.every(([key, member], at) => key === before[at]?.[0] && member === before[at][1]);
    const printsNone = this.#printsNoSecret(value, depth);
    if (isSame && printsNone && (known === undefined || known === value)) {
      this.#met.set(value, value);
      return value;
    }
    rewrite(copy, printsNone ? after : after.filter(([key]) => !PRINTERS.includes(key)));
    this.#copies.set(value, copy);
    this.#copies.set(copy, copy);
    return copy;
  }
}

function isData(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    prototype === Object.prototype || prototype === null || Array.isArray(value) || value instanceof Error
  );
}

/** An array stays an array, with the shortcuts of its class; anything else becomes plain data. */
function emptyLike(value: object): object {
  return Array.isArray(value)
    ? (Object.setPrototypeOf([], Object.getPrototypeOf(value) as object) as object)
    : {};
}

function membersOf(value: object): Members {
  const shown = (members: readonly (readonly [unknown, unknown])[]): Members =>
    members.map(([key, member]) => [String(key), member, true]);
  if (value instanceof Map || value instanceof Headers || value instanceof URLSearchParams)
    return shown([...value]);
  if (value instanceof Set) return shown([...value].map((member, at) => [at, member]));
  if (value instanceof URL) return shown([["href", value.href]]);
  if (value instanceof Request || value instanceof Response)
    return shown([
      ["url", value.url],
      ["headers", value.headers],
    ]);
  if (ArrayBuffer.isView(value)) return [];
  return Reflect.ownKeys(value).flatMap((key) => ownMember(value, key));
}

/** Returns its own members, and instead of its `prototype`, which leads back to it, the members of that. */
function membersOfFunction(value: object): Members {
  return membersOf(value).flatMap((own) => {
    const [key, prototype] = own;
    if (key !== "prototype" || typeof prototype !== "object" || prototype === null) return [own];
    return membersOf(prototype).filter(([name]) => name !== "constructor");
  });
}

/** Reads a member, even a hidden one, but not accessors; one that throws is skipped. */
function ownMember(value: object, key: PropertyKey): Members {
  const member = Object.getOwnPropertyDescriptor(value, key);
  if (member === undefined || (Array.isArray(value) && key === "length")) return [];
  const { enumerable = false } = member;
  if ("value" in member) return [[key, member.value, enumerable]];
  try {
    return enumerable ? [[key, (value as Record<PropertyKey, unknown>)[key], true]] : [];
  } catch {
    return [];
  }
}

function rewrite(copy: object, members: Members): void {
  if (Array.isArray(copy)) copy.length = 0;
  for (const key of Reflect.ownKeys(copy)) Reflect.deleteProperty(copy, key);
  for (const [key, value, enumerable] of members)
    Object.defineProperty(copy, key, { value, configurable: true, enumerable, writable: true });
}
