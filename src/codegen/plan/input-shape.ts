import type { JsonObject } from "../../shared/json/json.js";
import type { Kind, SchemaDocument, SchemaNode } from "../../shared/json-schema/ir.js";
import { isDateTime } from "../../shared/json-schema/index.js";
import { acceptsValue, inputDefaults, referred } from "../schema/index.js";
import type { Positional } from "./plan.js";
import { RESERVED_WORDS } from "./reserved.js";
import { camelCase } from "./identifiers.js";

/** What the signature and the contract of a tool need to know about its input. */
export interface InputShape {
  /** Whether `{}`, with defaults filled in, is a valid input. */
  readonly optional: boolean;
  readonly positional?: Positional;
  /** Values of required properties with a default: callers may omit them, but the server needs them. */
  readonly defaults?: JsonObject;
}

const SCALARS: ReadonlySet<Kind> = new Set(["string", "number", "boolean"]);

/**
 * Returns what the input schema at the root of `document` means for a caller.
 *
 * @param dated whether date-times are `Date`s
 */
export function inputShape(document: SchemaDocument, dated = false): InputShape {
  const root = referred(document.root);
  const defaults = inputDefaults(document, document.root);
  const missing = [...(root.required ?? [])].filter((name) => !defaults.has(name));
  const positional =
    missing.length === 1 && !composed(root) ? positionalOf(missing[0] as string, root, dated) : undefined;
  const filled: JsonObject = Object.fromEntries(defaults);
  return {
    optional: missing.length === 0 && acceptsValue(document, document.root, filled),
    ...(positional !== undefined && { positional }),
    ...(defaults.size > 0 && { defaults: filled }),
  };
}

function positionalOf(property: string, root: SchemaNode, dated: boolean): Positional | undefined {
  const node = root.properties?.get(property);
  if (node === undefined || root.kinds?.size !== 1 || !root.kinds.has("object")) return undefined;
  const target = referred(node);
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
    ...(kinds.length === 1 &&
      !(dated && isDateTime(node)) && { type: only as "string" | "number" | "boolean" }),
  };
}

/** Returns a parameter name like that of the property that does not clash with the other names in the signature. */
function parameterName(property: string): string {
  const name = camelCase(property, "value");
  return RESERVED_WORDS.has(name) || name === "options" || name === "input" ? `${name}_` : name;
}

/** Whether there are other keywords, which may require more than `required` says. */
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
