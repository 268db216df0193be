import type { SchemaNode } from "../../../../shared/json-schema/ir.js";
import {
  ALL_KINDS,
  ARRAY,
  BOOLEAN,
  type Kinds,
  NO_KINDS,
  NULL,
  NUMBER,
  OBJECT,
  STRING,
} from "./type-kinds.js";

/**
 * A set of JSON values, as far as TypeScript can distinguish values. Operations on types may add values but never lose one,
 * so that no value which a schema accepts is refused. Create types with the functions here and in `union.ts` and
 * `intersect.ts`, which keep the form canonical.
 */
export type Type =
  | { readonly is: "unknown" }
  | { readonly is: "never" }
  | PrimitiveType
  | LiteralType
  | ObjectType
  | ArrayType
  | NamedType
  | { readonly is: "union"; readonly of: readonly Type[] }
  | { readonly is: "intersection"; readonly of: readonly Type[] };

export interface PrimitiveType {
  readonly is: "primitive";
  /** `Date` is a text that is a date-time (`dates`). */
  readonly name: "string" | "number" | "boolean" | "null" | "Date";
}

export interface LiteralType {
  readonly is: "literal";
  readonly value: string | number | boolean;
}

export interface ObjectType {
  readonly is: "object";
  readonly properties: ReadonlyMap<string, Property>;
  /** Types of keys that are not properties, by the pattern that they match. */
  readonly patterns: readonly PatternType[];
  /** Type of any other key: `never` in a closed object. */
  readonly rest: Type;
  /** Other keys are allowed only by default: an input type leaves them out, so that typos are found. */
  readonly implied: boolean;
}

export interface Property {
  readonly type: Type;
  readonly optional: boolean;
  /** The subschemas that describe it, for its comment. */
  readonly nodes: readonly SchemaNode[];
}

export interface PatternType {
  readonly source: string;
  /** Returns `undefined` if it cannot be decided. */
  readonly matches: (key: string) => boolean | undefined;
  readonly type: Type;
}

export interface ArrayType {
  readonly is: "array";
  /** By position, followed by `rest`. */
  readonly items: readonly Type[];
  readonly rest: Type;
  readonly min: number;
  readonly max: number;
}

/** A declaration of the plan, by its name. */
export interface NamedType {
  readonly is: "name";
  readonly name: string;
  readonly node: SchemaNode;
  /** Kinds that its values can have. */
  readonly kinds: Kinds;
  /** Approximate number of alternatives that it stands for. */
  readonly arms: number;
  /** Returns what the name stands for. Must not be called while a type is being read, which may be the same one. */
  readonly resolve: () => Type;
}

export const unknown: Type = { is: "unknown" };
export const never: Type = { is: "never" };
export const string: Type = { is: "primitive", name: "string" };
export const date: Type = { is: "primitive", name: "Date" };
export const number: Type = { is: "primitive", name: "number" };
export const boolean: Type = { is: "primitive", name: "boolean" };
export const nullType: Type = { is: "primitive", name: "null" };
export const anyObject: ObjectType = {
  is: "object",
  properties: new Map(),
  patterns: [],
  rest: unknown,
  implied: true,
};
export const anyArray: ArrayType = { is: "array", items: [], rest: unknown, min: 0, max: Infinity };

const ANY: readonly (readonly [Kinds, Type])[] = [
  [STRING, string],
  [NUMBER, number],
  [BOOLEAN, boolean],
  [OBJECT, anyObject],
  [ARRAY, anyArray],
  [NULL, nullType],
];

const byKinds = Array.from({ length: ALL_KINDS + 1 }, (_, kinds): Type => {
  if (kinds === ALL_KINDS) return unknown;
  const of = ANY.filter(([kind]) => (kinds & kind) !== 0).map(([, type]) => type);
  return of.length === 0 ? never : of.length === 1 ? (of[0] as Type) : { is: "union", of };
});

/** Returns every value of these kinds. */
export function anyOfKinds(kinds: Kinds): Type {
  return byKinds[kinds] as Type;
}

/** Returns an object with only these properties; `implied` as in `ObjectType`. */
export function objectWith(properties: Iterable<readonly [string, Property]>, implied: boolean): Type {
  return objectOf({ ...anyObject, properties: new Map(properties), implied });
}

/** Returns the members of a union; every kind for `unknown`, none for `never`. */
export function alternatives(type: Type): readonly Type[] {
  if (type.is === "union") return type.of;
  if (type.is === "unknown") return ANY.map(([, any]) => any);
  return type.is === "never" ? [] : [type];
}

/** Returns the kinds that the values of `type` can have. */
export function kindsOf(type: Type): Kinds {
  switch (type.is) {
    case "unknown":
      return ALL_KINDS;
    case "never":
      return NO_KINDS;
    case "primitive":
      return { string: STRING, Date: STRING, number: NUMBER, boolean: BOOLEAN, null: NULL }[type.name];
    case "literal":
      return { string: STRING, number: NUMBER, boolean: BOOLEAN }[
        typeof type.value as "string" | "number" | "boolean"
      ];
    case "object":
      return OBJECT;
    case "array":
      return ARRAY;
    case "name":
      return type.kinds;
    case "union":
      return type.of.reduce((kinds, member) => kinds | kindsOf(member), NO_KINDS);
    case "intersection":
      return type.of.reduce((kinds, member) => kinds & kindsOf(member), ALL_KINDS);
  }
}

/** Whether every value of its kind is accepted. */
export function isWholeKind(type: Type): boolean {
  return (type.is === "primitive" && type.name !== "Date") || isAnyObject(type) || isAnyArray(type);
}

/** Whether any object is accepted. */
export function isAnyObject(type: Type): boolean {
  return (
    type.is === "object" &&
    type.properties.size === 0 &&
    type.patterns.length === 0 &&
    type.rest.is === "unknown"
  );
}

/** Whether any array is accepted. */
export function isAnyArray(type: Type): boolean {
  return (
    type.is === "array" &&
    type.items.length === 0 &&
    type.rest.is === "unknown" &&
    type.min === 0 &&
    type.max === Infinity
  );
}

/**
 * Members that TypeScript sees on every object: an object without an optional property of this name would appear to have
 * it, as a function.
 */
const INHERITED: ReadonlySet<string> = new Set([
  "constructor",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toLocaleString",
  "toString",
  "valueOf",
]);

/** Whether an object type can make this property optional. */
export function canBeOptional(key: string): boolean {
  return !INHERITED.has(key);
}

/**
 * Makes an object type; `never` if a required property has no possible value. In a closed object, properties without
 * possible values are dropped.
 */
export function objectOf(parts: Omit<ObjectType, "is">): Type {
  const closed = parts.rest.is === "never" && parts.patterns.length === 0;
  const properties = new Map<string, Property>();
  for (const [key, property] of parts.properties) {
    const empty = property.type.is === "never";
    if (empty && !property.optional) return never;
    if (empty && closed) continue;
    properties.set(key, property.optional && !canBeOptional(key) ? { ...property, type: unknown } : property);
  }
  return { is: "object", ...parts, properties };
}

/** Makes an array type; it ends before an item without possible values, and is `never` if that item is required. */
export function arrayOf(parts: Omit<ArrayType, "is">): Type {
  const end = parts.items.findIndex((item) => item.is === "never");
  const all = end < 0 ? parts.items : parts.items.slice(0, end);
  const longest = end >= 0 ? end : parts.rest.is === "never" ? all.length : Infinity;
  const max = Math.min(parts.max, longest);
  if (parts.min > max) return never;
  const items = all.slice(0, max);
  return { is: "array", items, rest: max <= items.length ? never : parts.rest, min: parts.min, max };
}
