import { createHash } from "node:crypto";
import { byCodeUnit } from "../../../../shared/json/canonical.js";
import type { LiteralType, PrimitiveType, Type } from "./type.js";

const keys = new WeakMap<Type, string>();

/** Longer keys are hashed, since that of a deep type would contain those of all its parts. */
const LONGEST = 200;

/** Returns a key that is equal for types that are printed alike, whatever their comments and the order of their members. */
export function keyOf(type: Type): string {
  if (type.is === "primitive") return type.name;
  if (type.is === "literal") return typeof type.value === "string" ? `"${type.value}` : String(type.value);
  const known = keys.get(type);
  if (known !== undefined) return known;
  const text = spell(type);
  const key = text.length <= LONGEST ? text : createHash("sha256").update(text).digest("base64");
  keys.set(type, key);
  return key;
}

function spell(type: Exclude<Type, PrimitiveType | LiteralType>): string {
  switch (type.is) {
    case "unknown":
    case "never":
      return type.is;
    case "name":
      return `:${type.name}`;
    case "union":
    case "intersection":
      return `${type.is}(${type.of.map(keyOf).sort(byCodeUnit).join()})`;
    case "array": {
      const items = type.items.map((item, i) => `${keyOf(item)}${i < type.min ? "" : "?"}`);
      return `[${items.join()};${keyOf(type.rest)}]`;
    }
    case "object": {
      const members = [...type.properties].map(
        ([key, { type: held, optional }]) => `${JSON.stringify(key)}${optional ? "?" : ""}${keyOf(held)}`,
      );
      const patterns = type.patterns.map(
        ({ source, type: held }) => `/${JSON.stringify(source)}${keyOf(held)}`,
      );
      return `{${[...members, ...patterns].sort(byCodeUnit).join()};${keyOf(type.rest)}}`;
    }
  }
}
