import type { Kind, SchemaNode } from "../../../shared/json-schema/index.js";
import type { Comparison } from "./comparison.js";

const ALL: ReadonlySet<Kind> = new Set<Kind>(["object", "array", "string", "number", "boolean", "null"]);

/** Compares `type`. Returns false if the two have no type in common: nothing else can be compared then. */
export function compareKinds(
  before: SchemaNode,
  after: SchemaNode,
  pointer: string,
  comparison: Comparison,
): boolean {
  const [old, now] = [words(before), words(after)];
  const gone = [...old].some((word) => !has(now, word));
  const come = [...now].some((word) => !has(old, word));
  const [oldText, nowText] = [[...old].join(" or "), [...now].join(" or ")];
  const message = `${oldText} became ${nowText}`;
  if (gone && come) comparison.add("changed", "type-changed", pointer, message, oldText, nowText);
  else if (gone) comparison.add("narrower", "type-narrowed", pointer, message, oldText, nowText);
  else if (come) comparison.add("wider", "type-widened", pointer, message, oldText, nowText);
  return !disjointKinds(before, after);
}

/** Whether no value can have a type of both schemas. */
export function disjointKinds(a: SchemaNode, b: SchemaNode): boolean {
  const others = kindsOf(b);
  return ![...kindsOf(a)].some((kind) => others.has(kind));
}

function kindsOf(node: SchemaNode): ReadonlySet<Kind> {
  return node.kinds ?? ALL;
}

function words(node: SchemaNode): ReadonlySet<string> {
  return new Set([...kindsOf(node)].map((kind) => (kind === "number" && node.integer ? "integer" : kind)));
}

function has(set: ReadonlySet<string>, word: string): boolean {
  return set.has(word) || (word === "integer" && set.has("number"));
}
