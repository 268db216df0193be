import type { Kind } from "../../../shared/json-schema/index.js";
import type { Shape } from "../../../shared/json-schema/schema-shape.js";

/** Returns the kinds that a value can have, as `type` says or as its other keywords suggest. */
export function kindsOf(shape: Shape): readonly Kind[] | undefined {
  if (shape.kinds !== undefined) return [...shape.kinds];
  const { bounds } = shape;
  const suggested: Kind[] = [];
  if (shape.properties.size > 0 || shape.required.size > 0 || shape.others !== undefined || shape.closed)
    suggested.push("object");
  if (
    shape.items.length > 0 ||
    shape.prefixItems.length > 0 ||
    bounds.minItems !== undefined ||
    bounds.maxItems !== undefined
  )
    suggested.push("array");
  if (shape.pattern !== undefined || bounds.minLength !== undefined || bounds.maxLength !== undefined)
    suggested.push("string");
  if (bounds.minimum !== undefined || bounds.maximum !== undefined || bounds.multipleOf !== undefined)
    suggested.push("number");
  return suggested.length === 0 ? undefined : suggested;
}
