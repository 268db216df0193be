import { createHash } from "node:crypto";
import { byCodeUnit } from "../../../../shared/json/canonical.js";
import type { Type } from "./type.js";

const keys = new WeakMap<Type, string>();

/** Equal for types that are printed alike, whatever their comments and the order of their members. */
export function keyOf(type: Type): string {
  const known = keys.get(type);
  if (known !== undefined) return known;
  const text = spell(type);
  const key = text.length <= 80 ? text : createHash("sha256").update(text).digest("base64");
  keys.set(type, key);
  return key;
}

function spell(type: Type): string {
  switch (type.is) {
    case "unknown":
    case "never":
      return type.is;
    case "primitive":
      return type.name;
    case "literal":
      return JSON.stringify(type.value);
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
