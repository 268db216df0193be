import { keyOf } from "./key.js";
import { ALL_KINDS } from "./type-kinds.js";
import {
  alternatives,
  boolean,
  isAnyArray,
  isAnyObject,
  isWholeKind,
  kindsOf,
  never,
  type ObjectType,
  type Type,
  unknown,
} from "./type.js";

/** Returns every value of any of `types`. Drops members that another one obviously contains. */
export function union(types: readonly Type[]): Type {
  const possible = types.filter((type) => type.is !== "never");
  if (possible.length <= 1) return possible[0] ?? never;
  const members = new Map<string, Type>();
  for (const type of possible) {
    if (type.is === "unknown") return unknown;
    for (const member of alternatives(type)) {
      const key = keyOf(member);
      const same = members.get(key);
      members.set(key, same === undefined ? member : looser(same, member));
    }
  }
  const of = absorb(members);
  if (of.length === 1) return of[0] as Type;
  const whole = of.filter(isWholeKind);
  return whole.reduce((kinds, member) => kinds | kindsOf(member), 0) === ALL_KINDS
    ? unknown
    : { is: "union", of };
}

/** Returns the wider of two types that are printed alike but differ in the length of an array or in why an object is open. */
function looser(a: Type, b: Type): Type {
  if (a.is === "array" && b.is === "array")
    return { ...a, min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) };
  return a.is === "object" && a.implied ? b : a;
}

function absorb(members: Map<string, Type>): readonly Type[] {
  if (members.size === 1) return [...members.values()];
  if (members.has("true") && members.has("false")) members.set("boolean", boolean);
  const list = [...members.values()];
  const anyObject = list.some(isAnyObject);
  const anyArray = list.some(isAnyArray);
  return withoutStricter(list).filter((member) => {
    if (member.is === "literal") return !members.has(typeof member.value);
    if (member.is === "object") return !anyObject || isAnyObject(member);
    if (member.is === "array") return !anyArray || isAnyArray(member);
    return true;
  });
}

/** Drops objects that differ from another one only in requiring more. */
function withoutStricter(types: readonly Type[]): readonly Type[] {
  const objects = types.filter((type) => type.is === "object");
  if (objects.length < 2) return types;
  const alike = new Map<string, readonly ReadonlySet<string>[]>();
  const shapes = new Map(
    objects.map((object) => [
      object as Type,
      { shape: keyOf(withoutRequired(object)), required: requiredOf(object) },
    ]),
  );
  for (const { shape, required } of shapes.values())
    alike.set(shape, [...(alike.get(shape) ?? []), required]);
  return types.filter((type) => {
    const own = shapes.get(type);
    if (own === undefined) return true;
    const others = alike.get(own.shape) ?? [];
    return !others.some(
      (other) => other.size < own.required.size && [...other].every((key) => own.required.has(key)),
    );
  });
}

function withoutRequired(object: ObjectType): ObjectType {
  return {
    ...object,
    properties: new Map(
      [...object.properties].map(([key, property]) => [key, { ...property, optional: true }]),
    ),
  };
}

function requiredOf(object: ObjectType): ReadonlySet<string> {
  return new Set([...object.properties].filter(([, { optional }]) => !optional).map(([key]) => key));
}
