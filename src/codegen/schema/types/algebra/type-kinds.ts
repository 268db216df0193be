import type { Json } from "../../../../shared/json/json.js";
import type { Kind } from "../../../../shared/json-schema/ir.js";

/** A set of JSON kinds, one bit each: union is `|`, intersection `&`, difference `& ~`. */
export type Kinds = number;

export const OBJECT: Kinds = 1;
export const ARRAY: Kinds = 2;
export const STRING: Kinds = 4;
export const NUMBER: Kinds = 8;
export const BOOLEAN: Kinds = 16;
export const NULL: Kinds = 32;
export const NO_KINDS: Kinds = 0;
export const ALL_KINDS: Kinds = 63;

const BIT: Readonly<Record<Kind, Kinds>> = {
  object: OBJECT,
  array: ARRAY,
  string: STRING,
  number: NUMBER,
  boolean: BOOLEAN,
  null: NULL,
};

/** Returns the bits of `kinds`; all of them if `type` is absent. */
export function kindsOfSet(kinds: ReadonlySet<Kind> | undefined): Kinds {
  return kinds === undefined ? ALL_KINDS : [...kinds].reduce((bits, kind) => bits | BIT[kind], NO_KINDS);
}

export function kindOfValue(value: Json): Kinds {
  if (value === null) return NULL;
  if (Array.isArray(value)) return ARRAY;
  return BIT[typeof value as Kind];
}
