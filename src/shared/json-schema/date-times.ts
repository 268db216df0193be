import { everyNode } from "./graph.js";
import type { Kind, SchemaNode } from "./ir.js";
import { StaticKinds } from "./static-kinds.js";

const NONE: ReadonlySet<SchemaNode> = new Set();
const UNSAID: ReadonlySet<string> = new Set(["pointer", "resource", "annotations", "kinds"]);
/** What may be said of a date-time besides its format: zod writes a pattern, too. */
const OF_TEXT: ReadonlySet<string> = new Set([...UNSAID, "minLength", "maxLength", "pattern"]);
const COMPOSED: ReadonlySet<string> = new Set([...UNSAID, "ref", "allOf", "anyOf", "oneOf"]);
const known = new WeakMap<SchemaNode, ReadonlySet<Kind>>();

/**
 * Returns the subschemas that say `format: "date-time"` of a value at `node`, if every text that the schema allows there is one;
 * none if a text may be something else, or must be one of some (`enum`, `const`). With `dates`, such texts are `Date`s.
 */
export function dateTimesAt(node: SchemaNode): ReadonlySet<SchemaNode> {
  const found = leaves(node);
  return found === undefined || found.length === 0 ? NONE : new Set(found);
}

/** Whether `node` is a date-time and nothing that has parts: its type is written in place, not by a name. */
export function isDateTime(node: SchemaNode): boolean {
  if (dateTimesAt(node).size === 0) return false;
  const kinds = kindsOf(node);
  return !kinds.has("object") && !kinds.has("array");
}

/** Whether a value that `node` accepts may hold a `Date`. */
export function holdsDateTimes(node: SchemaNode): boolean {
  return [...everyNode([node])].some((each) => dateTimesAt(each).size > 0);
}

/** Returns the subschemas below `node` that say date-time, none if it allows no text; `undefined` if a text may be something else. */
function leaves(node: SchemaNode): readonly SchemaNode[] | undefined {
  if (!kindsOf(node).has("string")) return [];
  const { kinds, annotations } = node;
  if (kinds !== undefined && annotations.format === "date-time" && saysOnly(node, OF_TEXT)) return [node];
  const { ref, allOf, anyOf, oneOf } = node;
  const branches = ref === undefined ? (allOf ?? anyOf ?? oneOf) : [ref];
  if (!saysOnly(node, COMPOSED) || [ref, allOf, anyOf, oneOf].filter(Boolean).length !== 1) return undefined;
  const each = branches?.map(leaves);
  return each?.includes(undefined) === false
    ? (each as readonly (readonly SchemaNode[])[]).flat()
    : undefined;
}

function saysOnly(node: SchemaNode, keywords: ReadonlySet<string>): boolean {
  return Object.keys(node).every((key) => keywords.has(key) || node[key as keyof SchemaNode] === undefined);
}

function kindsOf(node: SchemaNode): ReadonlySet<Kind> {
  const kinds = known.get(node) ?? new StaticKinds().of(node);
  known.set(node, kinds);
  return kinds;
}
