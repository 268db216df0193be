import { type Code, code, propertyKey } from "../../printer/index.js";
import type { Kind, SchemaNode } from "../../../shared/json-schema/index.js";
import { kindOf } from "../../../shared/json-schema/index.js";
import { arrayParts, isConstrainedArray, printArray } from "./arrays.js";
import { printUnion } from "./composition.js";
import { array, method, object, zod } from "./helpers.js";
import { isConstrainedObject, objectParts, printObject } from "./objects.js";
import type { Part, Printing } from "./printing.js";
import { isConstrainedNumber, isConstrainedString, printNumber, printString } from "./scalars.js";
import { ALL_KINDS, intersect } from "./static-kinds.js";
import { unevaluatedParts } from "./unevaluated.js";
import { acceptedValues, printValues } from "./values.js";

/** A schema where another refers to it or holds it: by its name, if it has one. */
export function printNode(node: SchemaNode, printing: Printing, within: ReadonlySet<Kind>): Part {
  const name = printing.nameOf(node);
  return name === undefined ? printBody(node, printing, within) : { code: name, kinds: printing.kinds.of(node) };
}

/** A schema itself: one expression of zod for each thing that it says, joined by `allOf` where there are several. */
export function printBody(node: SchemaNode, printing: Printing, within: ReadonlySet<Kind>): Part {
  if (node.always !== undefined) return node.always ? { code: zod("unknown"), kinds: ALL_KINDS } : { code: zod("never"), kinds: new Set() };
  const values = acceptedValues(node, printing);
  if (values !== undefined) return valuesPart(values, printing);
  const parts: Part[] = [...compositionParts(node, printing, intersect(within, node.kinds ?? ALL_KINDS))];
  if (node.values !== undefined) parts.unshift(valuesPart(node.values, printing));
  const base = kindsPart(node, printing, within, parts);
  if (base !== undefined) parts.unshift(base);
  const [only] = parts;
  if (only === undefined) return { code: zod("unknown"), kinds: ALL_KINDS };
  if (parts.length === 1) return only;
  return { code: printing.helper("allOf", array(parts.map((part) => part.code))), kinds: commonKinds(parts) };
}

function valuesPart(values: NonNullable<SchemaNode["values"]>, printing: Printing): Part {
  return { code: printValues(values, printing), kinds: new Set(values.map(kindOf)) };
}

function commonKinds(parts: readonly Part[]): ReadonlySet<Kind> {
  return parts.reduce((common, { kinds }) => intersect(common, kinds), ALL_KINDS);
}

/** What `type` and the keywords of each kind say; `undefined` where they say nothing that `others` do not say already. */
function kindsPart(node: SchemaNode, printing: Printing, within: ReadonlySet<Kind>, others: readonly Part[]): Part | undefined {
  const printers = printersOf(node, printing);
  const order = Object.keys(printers) as Kind[];
  const kinds = intersect(node.kinds ?? ALL_KINDS, within);
  const constrained = order.filter((kind) => kinds.has(kind) && printers[kind].constrained);
  if (constrained.length === 0) {
    const refuses = [...within].some((kind) => !kinds.has(kind));
    if (!refuses || isWithin(commonKinds(others), kinds)) return undefined;
  }
  if (kinds.size === ALL_KINDS.size) {
    const members = constrained.map((kind) => code`${propertyKey(kind)}: ${printers[kind].print()}`);
    return { code: printing.helper("byKind", object(members)), kinds: ALL_KINDS };
  }
  const printed = order.filter((kind) => kinds.has(kind) && kind !== "null").map((kind) => printers[kind].print());
  const [only] = printed;
  if (only === undefined) return { code: zod(kinds.has("null") ? "null" : "never"), kinds };
  const union = printed.length === 1 ? only : zod("union", array(printed));
  return { code: kinds.has("null") ? method(union, "nullable") : union, kinds };
}

function isWithin(kinds: ReadonlySet<Kind>, outer: ReadonlySet<Kind>): boolean {
  return [...kinds].every((kind) => outer.has(kind));
}

interface KindPrinter {
  /** Whether any keyword narrows values of this kind. */
  readonly constrained: boolean;
  readonly print: () => Code;
}

function printersOf(node: SchemaNode, printing: Printing): Readonly<Record<Kind, KindPrinter>> {
  return {
    string: { constrained: isConstrainedString(node, printing), print: () => printString(node, printing) },
    number: { constrained: isConstrainedNumber(node), print: () => printNumber(node, printing) },
    boolean: { constrained: false, print: () => zod("boolean") },
    array: { constrained: isConstrainedArray(node, printing), print: () => printArray(node, printing) },
    object: { constrained: isConstrainedObject(node, printing), print: () => printObject(node, printing) },
    null: { constrained: false, print: () => zod("null") },
  };
}

/** What a node says beside its kinds: references, combinations of schemas, and the keywords that zod has no word for. */
function* compositionParts(node: SchemaNode, printing: Printing, outer: ReadonlySet<Kind>): Generator<Part> {
  const plain = (printed: Code): Part => ({ code: printed, kinds: ALL_KINDS });
  let within = outer;
  for (const inner of [node.ref, node.dynamicRef?.target, ...(node.allOf ?? [])]) {
    if (inner === undefined || printing.isAnything(inner)) continue;
    const part = printing.part(inner, within);
    yield part;
    // What this part refuses need not be refused by those after it.
    within = intersect(within, part.kinds);
  }
  if (node.anyOf !== undefined && !node.anyOf.some((branch) => printing.isAnything(branch))) yield printUnion(node.anyOf, false, printing, within);
  if (node.oneOf !== undefined) yield printUnion(node.oneOf, true, printing, within);
  if (node.not !== undefined) yield plain(printing.isAnything(node.not) ? zod("never") : printing.helper("not", printing.print(node.not, within)));
  if (node.if !== undefined && (node.then ?? node.else) !== undefined) {
    const yes = node.then === undefined ? zod("unknown") : printing.print(node.then, within);
    const no = node.else === undefined ? [] : [printing.print(node.else, within)];
    yield plain(printing.helper("ifThenElse", printing.print(node.if, within), yes, ...no));
  }
  if (within.has("array")) yield* arrayParts(node, printing).map(plain);
  if (within.has("object")) yield* objectParts(node, printing).map(plain);
  yield* unevaluatedParts(node, printing, within);
}
