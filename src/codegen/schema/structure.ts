import { canonicalJson, byCodeUnit } from "../../shared/json/canonical.js";
import type { SchemaNode } from "../../shared/json-schema/index.js";

/** The text of a schema's structure, with a hole for each definition that it refers to. */
export type Structure = readonly (string | SchemaNode)[];

/** Fields that give the place of a node rather than its meaning. */
const PLACE: ReadonlySet<string> = new Set(["pointer", "resource"]);

/**
 * Returns the structure of a definition: equal texts with equal holes mean equal types and validators. Neither the order of
 * object keys nor the place of the schema matters.
 */
export function structureOf(node: SchemaNode, isDefinition: (node: SchemaNode) => boolean): Structure {
  const out: (string | SchemaNode)[] = [];
  const write = (text: string): void => {
    const last = out.length - 1;
    if (typeof out[last] === "string") out[last] += text;
    else out.push(text);
  };
  const child = (inner: SchemaNode): void => {
    if (isDefinition(inner)) out.push(inner);
    else whole(inner);
  };
  const value = (field: unknown): void => {
    if (isNode(field)) child(field);
    else if (field instanceof Set) write(canonicalJson([...field].sort()));
    else if (field instanceof Map) {
      write("{");
      for (const key of [...field.keys()].sort(byCodeUnit)) {
        write(`${JSON.stringify(key)}:`);
        value(field.get(key));
      }
      write("}");
    } else if (Array.isArray(field) && field.some(isNode)) {
      write("[");
      for (const each of field) {
        value(each);
        write(",");
      }
      write("]");
    } else write(canonicalJson(field));
  };
  const whole = (at: SchemaNode): void => {
    write("(");
    for (const [name, field] of Object.entries(at).sort(([a], [b]) => byCodeUnit(a, b))) {
      if (PLACE.has(name) || field === undefined) continue;
      write(`${name}=`);
      if (name === "values" || name === "annotations") write(canonicalJson(field));
      else if (name === "dynamicRef") {
        write(`${at.dynamicRef?.anchor === undefined ? "" : `${at.dynamicRef.anchor}@${at.resource}`}>`);
        value(at.dynamicRef?.target);
      } else value(field);
      write(";");
    }
    write(")");
  };
  whole(node);
  return out;
}

function isNode(value: unknown): value is SchemaNode {
  return (
    typeof value === "object" &&
    value !== null &&
    "pointer" in value &&
    "annotations" in value &&
    "resource" in value
  );
}

/**
 * Sorts definitions into classes of equal meaning, by refinement: initially those with equal texts are in one class, and each
 * round separates those whose holes lead to different classes. Definitions that refer to themselves need no special case.
 */
export function classify<Item>(
  structures: ReadonlyMap<Item, { readonly text: string; readonly holes: readonly Item[] }>,
): ReadonlyMap<Item, number> {
  let classes: ReadonlyMap<Item, number> = number(structures, ({ text }) => text);
  for (let count = sizeOf(classes), before = -1; count !== before;) {
    before = count;
    const alike = classes;
    classes = number(structures, ({ holes }, item) => [item, ...holes].map((each) => alike.get(each)).join());
    count = sizeOf(classes);
  }
  return classes;
}

/** Numbers items by their signature: equal signatures get equal numbers. */
function number<Item, Value>(
  items: ReadonlyMap<Item, Value>,
  signatureOf: (value: Value, item: Item) => string,
): ReadonlyMap<Item, number> {
  const ids = new Map<string, number>();
  const numbers = new Map<Item, number>();
  for (const [item, value] of items) {
    const signature = signatureOf(value, item);
    const id = ids.get(signature) ?? ids.size;
    ids.set(signature, id);
    numbers.set(item, id);
  }
  return numbers;
}

function sizeOf(classes: ReadonlyMap<unknown, number>): number {
  return new Set(classes.values()).size;
}
