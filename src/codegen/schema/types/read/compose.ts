import type { SchemaNode } from "../../../../shared/json-schema/ir.js";
import { intersect, restrict } from "../algebra/intersect.js";
import { keyOf } from "../algebra/key.js";
import { ALL_KINDS, ARRAY, type Kinds, OBJECT } from "../algebra/type-kinds.js";
import {
  alternatives,
  anyOfKinds,
  isAnyObject,
  kindsOf,
  never,
  objectWith,
  type Property,
  type Type,
  unknown,
} from "../algebra/type.js";
import { union } from "../algebra/union.js";
import { dynamicTarget } from "./in-place.js";
import { readArray, speaksOfArrays } from "./array.js";
import { readDependents } from "./dependents.js";
import { spokenNames, unevaluatedItems, unevaluatedProperties } from "./evaluated.js";
import { negate } from "./negate.js";
import { readObject, speaksOfObjects } from "./object.js";
import type { Reader } from "./reader.js";
import { readValues } from "./type-of-values.js";

/** With more branches of a `oneOf`, each is written without what separates it from the others. */
const MOST_EXCLUSIVE = 8;

/** With more properties, an input that does not distinguish them is simply open. */
const MOST_SPOKEN = 32;

/** Returns the values of these kinds that `node` accepts, or more if TypeScript cannot express the difference. */
export function compose(node: SchemaNode, wanted: Kinds, reader: Reader): Type {
  const { possible, declared } = reader.facts(node);
  const kinds = wanted & possible;
  if (kinds === 0) return never;
  if (node.always === true) return anyOfKinds(kinds);
  if (node.values !== undefined) return readValues(node, node.values, kinds, reader);
  // Without `type`, other kinds of value are allowed too, and nothing tells that their keys are typos.
  const typed = (wanted & declared) !== ALL_KINDS;
  const said = [
    ...inPlaceTypes(node, typed ? kinds : ALL_KINDS, reader),
    ...unevaluated(node, kinds, reader),
  ];
  const itself = own(node, kinds, typed, reader);
  const silent = itself === anyOfKinds(kinds) && said.some((type) => (kindsOf(type) & ~kinds) === 0);
  const widened = (): void => reader.widened(node, "a combination of alternatives too large for a compiler");
  const whole = said.length === 0 ? itself : intersect(silent ? said : [itself, ...said], widened);
  return reader.mode === "input" ? withSpokenNames(node, whole, reader) : whole;
}

/** Reads the keywords for one kind of value, kind by kind. */
function own(node: SchemaNode, kinds: Kinds, typed: boolean, reader: Reader): Type {
  const objects = (kinds & OBJECT) !== 0 && speaksOfObjects(node);
  const arrays = (kinds & ARRAY) !== 0 && speaksOfArrays(node);
  const spoken = (objects ? OBJECT : 0) | (arrays ? ARRAY : 0);
  if (spoken === 0) return anyOfKinds(kinds);
  return union([
    ...(objects ? [readObject(node, typed, reader)] : []),
    ...(arrays ? [readArray(node, reader)] : []),
    anyOfKinds(kinds & ~spoken),
  ]);
}

/** Reads the types of schemas that apply in place. */
function inPlaceTypes(node: SchemaNode, kinds: Kinds, reader: Reader): readonly Type[] {
  const read = (part: SchemaNode): Type => reader.readInPlace(part, kinds);
  const telling = (type: Type, keyword: string): Type => {
    if (keyOf(type) === keyOf(anyOfKinds(kinds))) reader.widened(node, `its ${keyword}`);
    return type;
  };
  const types: Type[] = [];
  if (node.ref !== undefined) types.push(read(node.ref));
  if (node.dynamicRef !== undefined) {
    const target = dynamicTarget(node);
    if (target !== undefined) types.push(read(target));
    else reader.widened(node, "a $dynamicRef whose meaning depends on the path to it");
  }
  types.push(...(node.allOf ?? []).map(read));
  if (node.anyOf !== undefined) types.push(union(node.anyOf.map(read)));
  if (node.oneOf !== undefined) types.push(exclusive(node.oneOf, kinds, reader));
  if (node.if !== undefined) types.push(telling(conditional(node, node.if, kinds, reader), "`if`"));
  if (node.not !== undefined) types.push(telling(negate(node.not, kinds, reader), "`not`"));
  if ((kinds & OBJECT) !== 0)
    types.push(
      ...readDependents(node, kinds, reader).map((type) => union([type, anyOfKinds(kinds & ~OBJECT)])),
    );
  return types;
}

/** Reads `oneOf`: each branch without the objects that another one accepts, if these are simple enough to describe. */
function exclusive(branches: readonly SchemaNode[], kinds: Kinds, reader: Reader): Type {
  const rest = anyOfKinds(kinds & ~OBJECT);
  const refused = branches.flatMap((branch) => {
    const objects = restrict(negate(branch, kinds, reader), OBJECT);
    return objects.is === "never" || isAnyObject(objects) ? [] : [{ branch, type: union([objects, rest]) }];
  });
  if (refused.length > MOST_EXCLUSIVE)
    return union(branches.map((branch) => reader.readInPlace(branch, kinds)));
  return union(
    branches.map((branch) => {
      const others = refused.filter((other) => other.branch !== branch).map(({ type }) => type);
      return intersect([reader.readInPlace(branch, kinds), ...others]);
    }),
  );
}

function conditional(node: SchemaNode, condition: SchemaNode, kinds: Kinds, reader: Reader): Type {
  const yes = node.then === undefined ? unknown : reader.readInPlace(node.then, kinds);
  const no = node.else === undefined ? unknown : reader.readInPlace(node.else, kinds);
  return union([
    intersect([anyOfKinds(kinds), reader.readInPlace(condition, kinds), yes]),
    intersect([negate(condition, kinds, reader), no]),
  ]);
}

function unevaluated(node: SchemaNode, kinds: Kinds, reader: Reader): readonly Type[] {
  const types: Type[] = [];
  if (node.unevaluatedProperties !== undefined && (kinds & OBJECT) !== 0) {
    types.push(
      union([unevaluatedProperties(node, node.unevaluatedProperties, reader), anyOfKinds(kinds & ~OBJECT)]),
    );
  }
  if (node.unevaluatedItems !== undefined && (kinds & ARRAY) !== 0) {
    types.push(union([unevaluatedItems(node, node.unevaluatedItems, reader), anyOfKinds(kinds & ~ARRAY)]));
  }
  return types;
}

/**
 * Adds properties that the schema mentions to an input type, where other keys are left out so that typos are found: also
 * those of a branch that the type does not distinguish.
 */
function withSpokenNames(node: SchemaNode, type: Type, reader: Reader): Type {
  const branches = [node.if, node.dependentSchemas, node.anyOf, node.oneOf];
  if (branches.every((branch) => branch === undefined)) return type;
  const known = knownNames(type);
  const missing = known === undefined ? [] : [...spokenNames(node)].filter((name) => !known.has(name));
  if (missing.length === 0) return type;
  reader.widened(node, "what some of its branches say of properties that the others do not know");
  if (missing.length > MOST_SPOKEN) return opened(type);
  const free: Property = { type: unknown, optional: true, nodes: [] };
  const extra = objectWith(
    missing.map((name) => [name, free]),
    true,
  );
  const extended = (part: Type): Type =>
    part.is === "object" && part.implied ? intersect([part, extra]) : part;
  return type.is === "intersection"
    ? intersect(type.of.map(extended))
    : union(alternatives(type).map(extended));
}

/** Returns `type` with an index signature on its objects in any mode. */
function opened(type: Type): Type {
  if (type.is === "object") return { ...type, implied: false };
  return type.is === "union" || type.is === "intersection" ? { ...type, of: type.of.map(opened) } : type;
}

/** Returns the properties of the objects in `type`; `undefined` if a name hides them, or any are allowed. */
function knownNames(type: Type): ReadonlySet<string> | undefined {
  if (type.is === "object") return type.implied ? new Set(type.properties.keys()) : undefined;
  if (type.is === "name") return undefined;
  const parts = type.is === "union" || type.is === "intersection" ? type.of : [];
  const names = parts.filter((part) => !["primitive", "literal", "array"].includes(part.is)).map(knownNames);
  return names.includes(undefined) ? undefined : new Set(names.flatMap((each) => [...(each ?? [])]));
}
