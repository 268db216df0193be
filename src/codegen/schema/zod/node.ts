import { type Code, propertyKey } from "../../printer/index.js";
import {
  ALL_KINDS,
  intersect,
  type Kind,
  kindOf,
  type SchemaNode,
} from "../../../shared/json-schema/index.js";
import { arrayParts, isConstrainedArray, printArray } from "./print-array.js";
import { printUnion } from "./composition.js";
import { array, member, method, object, zod } from "./helpers.js";
import { isConstrainedObject, objectParts, printObject } from "./print-object.js";
import { ANYTHING, type Part, type Printing } from "./printing.js";
import { isConstrainedNumber, isConstrainedString, printNumber, printString } from "./scalars.js";
import { unevaluatedParts } from "./unevaluated.js";
import { acceptedValues, printValues } from "./print-values.js";

/** Prints a schema inside another: by its name, if it has one. */
export function printNode(node: SchemaNode, printing: Printing, within: ReadonlySet<Kind>): Part {
  const name = printing.nameOf(node);
  return name === undefined
    ? printBody(node, printing, within)
    : { code: name, kinds: printing.kinds.of(node) };
}

/** Prints a schema itself: a zod expression for each of its parts, joined by `allOf` if there are several. */
export function printBody(node: SchemaNode, printing: Printing, within: ReadonlySet<Kind>): Part {
  if (node.always !== undefined) return node.always ? ANYTHING : { code: zod("never"), kinds: new Set() };
  const values = acceptedValues(node, printing);
  if (values !== undefined) return valuesPart(values, printing);
  const parts = compositionParts(node, printing, intersect(within, node.kinds ?? ALL_KINDS));
  if (node.values !== undefined) parts.unshift(valuesPart(node.values, printing));
  const base = kindsPart(node, printing, within, parts);
  if (base !== undefined) parts.unshift(base);
  const [only] = parts;
  if (only === undefined) return ANYTHING;
  if (parts.length === 1) return only;
  return { code: printing.helper("allOf", array(parts.map((part) => part.code))), kinds: commonKinds(parts) };
}

function valuesPart(values: NonNullable<SchemaNode["values"]>, printing: Printing): Part {
  return { code: printValues(values, printing), kinds: new Set(values.map(kindOf)) };
}

function commonKinds(parts: readonly Part[]): ReadonlySet<Kind> {
  return parts.reduce((common, { kinds }) => intersect(common, kinds), ALL_KINDS);
}

const ORDER: readonly Kind[] = ["string", "number", "boolean", "array", "object", "null"];

/** Prints `type` and the keywords of each kind; `undefined` if `others` already say the same. */
function kindsPart(
  node: SchemaNode,
  printing: Printing,
  within: ReadonlySet<Kind>,
  others: readonly Part[],
): Part | undefined {
  const kinds = intersect(node.kinds ?? ALL_KINDS, within);
  const constrained = ORDER.filter((kind) => kinds.has(kind) && isConstrained(kind, node, printing));
  if (constrained.length === 0) {
    const refuses = [...within].some((kind) => !kinds.has(kind));
    if (!refuses || isWithin(commonKinds(others), kinds)) return undefined;
  }
  if (kinds.size === ALL_KINDS.size) {
    const members = constrained.map((kind) => member(propertyKey(kind), printKind(kind, node, printing)));
    return { code: printing.helper("byKind", object(members)), kinds: ALL_KINDS };
  }
  const printed = ORDER.filter((kind) => kinds.has(kind) && kind !== "null").map((kind) =>
    printKind(kind, node, printing),
  );
  const [only] = printed;
  if (only === undefined) return { code: zod(kinds.has("null") ? "null" : "never"), kinds };
  const union = printed.length === 1 ? only : zod("union", array(printed));
  return { code: kinds.has("null") ? method(union, "nullable") : union, kinds };
}

function isWithin(kinds: ReadonlySet<Kind>, outer: ReadonlySet<Kind>): boolean {
  return [...kinds].every((kind) => outer.has(kind));
}

/** Whether any keyword of `node` narrows values of this kind. */
function isConstrained(kind: Kind, node: SchemaNode, printing: Printing): boolean {
  switch (kind) {
    case "string":
      return isConstrainedString(node, printing);
    case "number":
      return isConstrainedNumber(node);
    case "array":
      return isConstrainedArray(node, printing);
    case "object":
      return isConstrainedObject(node, printing);
    default:
      return false;
  }
}

function printKind(kind: Kind, node: SchemaNode, printing: Printing): Code {
  switch (kind) {
    case "string":
      return printString(node, printing);
    case "number":
      return printNumber(node, printing);
    case "array":
      return printArray(node, printing);
    case "object":
      return printObject(node, printing);
    default:
      return zod(kind);
  }
}

/** Prints what a node says besides its kinds: references, combinations of schemas, and keywords that zod does not have. */
function compositionParts(node: SchemaNode, printing: Printing, outer: ReadonlySet<Kind>): Part[] {
  const parts: Part[] = [];
  const plain = (printed: Code): void => void parts.push({ code: printed, kinds: ALL_KINDS });
  let within = outer;
  for (const inner of conjuncts(node)) {
    if (printing.isAnything(inner)) continue;
    const part = printing.part(inner, within);
    parts.push(part);
    // What this part refuses need not be refused by later ones.
    within = intersect(within, part.kinds);
  }
  if (node.anyOf !== undefined && !node.anyOf.some((branch) => printing.isAnything(branch)))
    parts.push(printUnion(node.anyOf, false, printing, within));
  if (node.oneOf !== undefined) parts.push(printUnion(node.oneOf, true, printing, within));
  if (node.not !== undefined)
    plain(
      printing.isAnything(node.not) ? zod("never") : printing.helper("not", printing.print(node.not, within)),
    );
  if (node.if !== undefined && (node.then ?? node.else) !== undefined) {
    const yes = node.then === undefined ? zod("unknown") : printing.print(node.then, within);
    const no = node.else === undefined ? [] : [printing.print(node.else, within)];
    plain(printing.helper("ifThenElse", printing.print(node.if, within), yes, ...no));
  }
  if (within.has("array")) arrayParts(node, printing).forEach(plain);
  if (within.has("object")) objectParts(node, printing).forEach(plain);
  parts.push(...unevaluatedParts(node, printing, within));
  return parts;
}

/** Returns subschemas that every value must match besides `node`. */
function conjuncts({ ref, dynamicRef, allOf = [] }: SchemaNode): readonly SchemaNode[] {
  if (ref === undefined && dynamicRef === undefined) return allOf;
  return [ref, dynamicRef?.target, ...allOf].filter((inner) => inner !== undefined);
}
