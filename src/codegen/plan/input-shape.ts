import type { Json, JsonObject } from "../../shared/json/json.js";
import type { Kind, SchemaDocument, SchemaNode } from "../../shared/json-schema/ir.js";
import type { Positional } from "./plan.js";
import { RESERVED_WORDS } from "./reserved.js";
import { camelCase } from "./words.js";

/** What the signature and the contract of a tool need to know about its input. */
export interface InputShape {
  /** Whether `{}`, completed by the defaults, is a valid input. */
  readonly optional: boolean;
  readonly positional?: Positional;
  /** Values of required properties that have a default: the caller may leave them out, the server may not miss them. */
  readonly defaults?: JsonObject;
}

const SCALARS: ReadonlySet<Kind> = new Set(["string", "number", "boolean"]);

/** `accepts` says whether a value is valid: a default that is not is no default. */
export function inputShape(
  document: SchemaDocument,
  accepts: (node: SchemaNode, value: Json) => boolean,
): InputShape {
  const root = resolve(document.root);
  const required = [...(root.required ?? [])].filter((name) => root.properties?.has(name) === true);
  const defaults = required.flatMap((name) => {
    const property = root.properties?.get(name) as SchemaNode;
    const value = property.annotations.default;
    return value !== undefined && accepts(property, value) ? [[name, value] as const] : [];
  });
  const defaulted = new Set(defaults.map(([name]) => name));
  const missing = [...(root.required ?? [])].filter((name) => !defaulted.has(name));
  const positional =
    missing.length === 1 && !composed(root) ? positionalOf(missing[0] as string, root) : undefined;
  const filled: JsonObject = Object.fromEntries(defaults);
  return {
    optional: missing.length === 0 && accepts(document.root, filled),
    ...(positional !== undefined && { positional }),
    ...(defaults.length > 0 && { defaults: filled }),
  };
}

function positionalOf(property: string, root: SchemaNode): Positional | undefined {
  const node = root.properties?.get(property);
  if (node === undefined || root.kinds?.size !== 1 || !root.kinds.has("object")) return undefined;
  const target = resolve(node);
  const parameter = parameterName(property);
  if (target.values !== undefined) {
    return target.values.every((value) => value !== null && typeof value !== "object")
      ? { property, parameter }
      : undefined;
  }
  const kinds = [...(target.kinds ?? [])];
  if (kinds.length === 0 || composed(target) || !kinds.every((kind) => SCALARS.has(kind))) return undefined;
  const [only] = kinds;
  return {
    property,
    parameter,
    ...(kinds.length === 1 && { type: only as "string" | "number" | "boolean" }),
  };
}

/** A parameter that reads like the property and is none of the names in its signature. */
function parameterName(property: string): string {
  const name = camelCase(property, "value");
  return RESERVED_WORDS.has(name) || name === "options" || name === "input" ? `${name}_` : name;
}

/** Other keywords may ask for more than `required` says. */
function composed(node: SchemaNode): boolean {
  return [
    node.allOf,
    node.anyOf,
    node.oneOf,
    node.not,
    node.if,
    node.ref,
    node.dynamicRef,
    node.dependentRequired,
    node.dependentSchemas,
  ].some((part) => part !== undefined);
}

/** What a node that is nothing but a reference stands for. */
function resolve(node: SchemaNode): SchemaNode {
  let at = node;
  for (
    let hops = 0;
    at.ref !== undefined && at.kinds === undefined && at.properties === undefined && hops < 32;
    hops++
  )
    at = at.ref;
  return at;
}
