import type { SchemaNode } from "../../../../shared/json-schema/ir.js";
import { intersect } from "../algebra/intersect.js";
import { ALL_KINDS, type Kinds, kindsOfSet, NUMBER, OBJECT } from "../algebra/type-kinds.js";
import { anyObject, anyOfKinds, canBeOptional, never, objectWith, type Type } from "../algebra/type.js";
import { union } from "../algebra/union.js";
import { assertionsOf } from "./in-place.js";
import type { Reader } from "./reader.js";

/** With more required properties than this, there are too many ways to lack one. */
const MOST_REQUIRED = 3;

/** Returns the values of these kinds that `node` refuses, as far as a type can express this. */
export function negate(node: SchemaNode, kinds: Kinds, reader: Reader, depth = 0): Type {
  const left = anyOfKinds(kinds & ~reader.facts(node).whole);
  if (depth > 8) return left;
  const [only, ...others] = assertionsOf(node).filter((keyword) => keyword !== "kinds");
  if (only === undefined || others.length > 0) return left;
  const again = (part: SchemaNode): Type => negate(part, kinds, reader, depth + 1);
  // What its `type` refuses; for integers, this includes some numbers.
  const accepted = node.integer === true ? kindsOfSet(node.kinds) & ~NUMBER : kindsOfSet(node.kinds);
  const typed = anyOfKinds(kinds & ~accepted);
  switch (only) {
    case "required":
      return union([anyOfKinds(kinds & ~OBJECT), lackingOne(node.required ?? new Set(), kinds)]);
    case "not":
      return node.kinds === undefined && node.not !== undefined ? reader.readInPlace(node.not, kinds) : left;
    case "ref":
      return node.ref === undefined || node.kinds !== undefined ? left : again(node.ref);
    case "anyOf":
      return union([typed, intersect((node.anyOf ?? []).map(again))]);
    case "allOf":
      return union([typed, ...(node.allOf ?? []).map(again)]);
    default:
      return left;
  }
}

/** Returns objects in which one of `names` is absent. */
function lackingOne(names: ReadonlySet<string>, kinds: Kinds): Type {
  if ((kinds & OBJECT) === 0) return never;
  if (names.size > MOST_REQUIRED || [...names].some((name) => !canBeOptional(name))) return anyObject;
  return union(
    [...names].map((name) =>
      objectWith([[name, { type: never, optional: true, nodes: [] }]], kinds !== ALL_KINDS),
    ),
  );
}
