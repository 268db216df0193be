import type { SchemaNode } from "../../../../shared/json-schema/ir.js";
import { ALL_KINDS } from "../algebra/type-kinds.js";
import { arrayOf, never, type Type, unknown } from "../algebra/type.js";
import { intersect } from "../algebra/intersect.js";
import type { Reader } from "./reader.js";

export function speaksOfArrays(node: SchemaNode): boolean {
  const { prefixItems, items, minItems, maxItems, contains } = node;
  return [prefixItems, items, minItems, maxItems, contains].some((keyword) => keyword !== undefined);
}

/** Reads the arrays that `prefixItems`, `items`, their number and `contains` allow. */
export function readArray(node: SchemaNode, reader: Reader): Type {
  const { minItems = 0, maxItems = Infinity } = node;
  const items = (node.prefixItems ?? []).slice(0, maxItems).map((item) => reader.read(item));
  const rest = node.items === undefined ? unknown : reader.read(node.items);
  const { contains, minContains = 1, maxContains = Infinity } = node;
  if (contains === undefined) return arrayOf({ items, rest, min: minItems, max: maxItems });

  const everyItem = reader.facts(contains).whole === ALL_KINDS;
  if (everyItem)
    return arrayOf({
      items,
      rest,
      min: Math.max(minItems, minContains),
      max: Math.min(maxItems, maxContains),
    });
  if (minContains === 0) return arrayOf({ items, rest, min: minItems, max: maxItems });
  const wanted = reader.read(contains);
  const found = [...items, rest].some((item) => intersect([item, wanted]).is !== "never");
  return found ? arrayOf({ items, rest, min: Math.max(minItems, minContains), max: maxItems }) : never;
}
