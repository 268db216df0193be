import { code, number, propertyKey, string } from "../../printer/index.js";
import {
  ALL_KINDS,
  everyNode,
  type Kind,
  type SchemaDocument,
  type SchemaNode,
} from "../../../shared/json-schema/index.js";
import { array, member, method, object, options, zod } from "./helpers.js";
import type { Part, Printing } from "./printing.js";

/** The properties and items that a schema evaluates in every value that it accepts. */
interface Looks {
  readonly names: ReadonlySet<string>;
  readonly patterns: ReadonlySet<string>;
  readonly allProperties: boolean;
  /** The number of items from the first on. */
  readonly items: number;
}

/**
 * Prints the schema that unevaluated parts must match; which parts these are depends on the value if `looksOf` returns
 * `undefined`.
 */
export function unevaluatedParts(
  node: SchemaNode,
  printing: Printing,
  within: ReadonlySet<Kind>,
): readonly Part[] {
  const { unevaluatedItems: item, unevaluatedProperties: property } = node;
  const looks = item === undefined && property === undefined ? undefined : looksOf(node);
  if (looks === undefined) return [];
  const out: Part[] = [];
  const add = (kind: Kind, printed: Part["code"]): void => {
    const alone = within.size === 1 && within.has(kind);
    out.push(
      alone
        ? { code: printed, kinds: within }
        : { code: printing.helper("byKind", object([member(propertyKey(kind), printed)])), kinds: ALL_KINDS },
    );
  };
  if (property !== undefined && !printing.isAnything(property) && !looks.allProperties) {
    const names = [...looks.names].map((name) => member(propertyKey(name), zod("unknown")));
    const patterns = [...looks.patterns].map((pattern) => array([string(pattern), zod("unknown")]));
    const known = [
      names.length > 0 ? code`properties: ${object(names)}` : undefined,
      patterns.length > 0 ? code`patterns: ${array(patterns)}` : undefined,
    ];
    add("object", printing.helper("keyed", options([...known, code`rest: ${printing.print(property)}`])));
  }
  if (item !== undefined && !printing.isAnything(item) && looks.items !== Infinity) {
    if (item.always === false) add("array", method(zod("array", zod("unknown")), "max", number(looks.items)));
    else {
      const seen = Array.from({ length: looks.items }, () => method(zod("unknown"), "exactOptional"));
      add(
        "array",
        seen.length === 0
          ? zod("array", printing.print(item))
          : zod("tuple", array(seen), printing.print(item)),
      );
    }
  }
  return out;
}

/** Whether the meaning of a schema depends on the value, so that the runtime evaluates it. */
export function needsEvaluator(document: SchemaDocument): boolean {
  if (!document.usesAnnotations) return false;
  return [...everyNode([document.root])].some((node) => {
    if (node.dynamicRef?.anchor !== undefined) return true;
    return (node.unevaluatedItems ?? node.unevaluatedProperties) !== undefined && looksOf(node) === undefined;
  });
}

/** Returns what `node` evaluates besides its own `unevaluated…`; `undefined` if that depends on the value. */
function looksOf(node: SchemaNode): Looks | undefined {
  const patterns = new Set(node.patternProperties?.keys());
  let looks: Looks = {
    names: new Set(node.properties?.keys()),
    patterns,
    allProperties: node.additionalProperties !== undefined,
    items: node.items === undefined ? (node.prefixItems?.length ?? 0) : Infinity,
  };
  if (
    node.unevaluatedItems !== undefined &&
    node.contains !== undefined &&
    node.containsEvaluates === true &&
    looks.items !== Infinity
  )
    return undefined;
  for (const inner of [node.ref, node.dynamicRef?.target, ...(node.allOf ?? [])]) {
    if (inner === undefined) continue;
    const more = throughout(inner);
    if (more === undefined) return undefined;
    looks = union(looks, more);
  }
  // Branches may or may not apply, so they must add nothing.
  for (const branch of [
    ...(node.anyOf ?? []),
    ...(node.oneOf ?? []),
    ...(node.dependentSchemas?.values() ?? []),
    node.if,
    node.then,
    node.else,
  ]) {
    if (branch === undefined) continue;
    const more = throughout(branch);
    if (more === undefined || !covers(looks, more)) return undefined;
  }
  return looks;
}

/** Returns what a subschema evaluates, including by its own `unevaluated…`. */
function throughout(node: SchemaNode): Looks | undefined {
  if (
    node.contains !== undefined &&
    node.containsEvaluates === true &&
    node.unevaluatedItems === undefined &&
    node.items === undefined
  )
    return undefined;
  const looks = looksOf(node);
  if (looks === undefined) return undefined;
  return {
    ...looks,
    allProperties: looks.allProperties || node.unevaluatedProperties !== undefined,
    items: node.unevaluatedItems === undefined ? looks.items : Infinity,
  };
}

function union(a: Looks, b: Looks): Looks {
  return {
    names: new Set([...a.names, ...b.names]),
    patterns: new Set([...a.patterns, ...b.patterns]),
    allProperties: a.allProperties || b.allProperties,
    items: Math.max(a.items, b.items),
  };
}

function covers(a: Looks, b: Looks): boolean {
  const properties =
    a.allProperties ||
    (!b.allProperties &&
      [...b.names].every((name) => a.names.has(name)) &&
      [...b.patterns].every((pattern) => a.patterns.has(pattern)));
  return properties && a.items >= b.items;
}
