import { string } from "../../printer/index.js";
import type { Kind, SchemaNode } from "../../../shared/json-schema/index.js";
import { array, method, zod } from "./helpers.js";
import { isInherited, isPlainObject } from "./print-object.js";
import type { Part, Printing } from "./printing.js";

/**
 * Prints `anyOf` or `oneOf`. With exclusive branches, matches need not be counted; with objects distinguished by a constant,
 * branches need not be tried.
 */
export function printUnion(
  branches: readonly SchemaNode[],
  exclusive: boolean,
  printing: Printing,
  within: ReadonlySet<Kind>,
): Part {
  const others = branches.filter((branch) => !isNull(branch));
  const nullOnce =
    others.length === branches.length - 1 &&
    !(exclusive && others.some((branch) => printing.kinds.of(branch).has("null")));
  if (nullOnce && others.length > 0) {
    const { code, kinds } = printUnion(others, exclusive, printing, within);
    return { code: method(code, "nullable"), kinds: new Set<Kind>([...kinds, "null"]) };
  }
  const parts = branches.map((branch) => printing.part(branch, within));
  if (parts.length === 1) return parts[0] as Part;
  const kinds = new Set(parts.flatMap((part) => [...part.kinds]));
  const codes = array(parts.map(({ code }) => code));
  const key = within.has("object") ? discriminator(branches, printing) : undefined;
  if (key !== undefined) return { code: zod("discriminatedUnion", string(key), codes), kinds };
  const union = zod("union", codes);
  return {
    code: exclusive && !areDisjoint(branches, printing) ? printing.helper("oneOf", union) : union,
    kinds,
  };
}

/** Whether it is just `{ type: "null" }`. */
function isNull(node: SchemaNode): boolean {
  return (
    node.kinds?.size === 1 &&
    node.kinds.has("null") &&
    Object.keys(node).every((field) => ["pointer", "resource", "annotations", "kinds"].includes(field))
  );
}

/** Whether no value matches two of the branches, as far as their kinds or a required constant show. */
function areDisjoint(branches: readonly SchemaNode[], printing: Printing): boolean {
  return (
    branches.every((a, i) =>
      branches.slice(i + 1).every((b) => overlap(printing.kinds.of(a), printing.kinds.of(b)) === false),
    ) || constantKey(branches, printing) !== undefined
  );
}

function overlap(a: ReadonlySet<Kind>, b: ReadonlySet<Kind>): boolean {
  return [...a].some((kind) => b.has(kind));
}

/** Finds the property by which `z.discriminatedUnion` can dispatch: constant in each branch, each of which is an object for zod. */
function discriminator(branches: readonly SchemaNode[], printing: Printing): string | undefined {
  if (!branches.every((branch) => isTransparent(dereferenced(branch), printing))) return undefined;
  return constantKey(branches, printing);
}

/** Follows a reference that stands alone. */
function dereferenced(node: SchemaNode): SchemaNode {
  const alone =
    node.ref !== undefined &&
    Object.keys(node).every(
      (field) => field === "ref" || field === "pointer" || field === "resource" || field === "annotations",
    );
  return alone && node.ref !== undefined ? dereferenced(node.ref) : node;
}

const TRANSPARENT: ReadonlySet<string> = new Set([
  "pointer",
  "resource",
  "annotations",
  "kinds",
  "properties",
  "required",
  "additionalProperties",
]);

/** Whether a node is printed as one zod object. */
function isTransparent(node: SchemaNode, printing: Printing): boolean {
  const onlyObject = node.kinds?.size === 1 && node.kinds.has("object");
  return (
    onlyObject && Object.keys(node).every((field) => TRANSPARENT.has(field)) && isPlainObject(node, printing)
  );
}

/** Finds a property that every branch requires and whose constants distinguish them. */
function constantKey(branches: readonly SchemaNode[], printing: Printing): string | undefined {
  const objects = branches.map(dereferenced);
  const [first] = objects;
  if (
    first === undefined ||
    !objects.every(
      (branch) => printing.kinds.of(branch).size === 1 && printing.kinds.of(branch).has("object"),
    )
  )
    return undefined;
  return [...(first.required ?? [])].find(
    (name) => !isInherited(name) && areDistinct(objects.map((branch) => constantsOf(branch, name))),
  );
}

function constantsOf(branch: SchemaNode, name: string): readonly unknown[] | undefined {
  const property = branch.required?.has(name) === true ? branch.properties?.get(name) : undefined;
  if (property?.values === undefined || property.values.length === 0) return undefined;
  // Other keywords might remove a value, and zod would not see which remain.
  const plain = Object.keys(property).every((field) =>
    ["pointer", "resource", "annotations", "kinds", "values"].includes(field),
  );
  return plain && property.values.every((value) => typeof value !== "object" || value === null)
    ? property.values
    : undefined;
}

function areDistinct(lists: readonly (readonly unknown[] | undefined)[]): boolean {
  if (lists.includes(undefined)) return false;
  const all = lists.flatMap((list) => [...new Set(list)]);
  return new Set(all).size === all.length;
}
