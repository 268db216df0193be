import { type Code, code, number } from "../../printer/index.js";
import type { SchemaNode } from "../../../shared/json-schema/index.js";
import { array, method, options, zod } from "./helpers.js";
import type { Printing } from "./printing.js";

export function isConstrainedArray(node: SchemaNode, printing: Printing): boolean {
  const { prefixItems, items, minItems, maxItems } = node;
  return (
    prefixItems !== undefined ||
    (items !== undefined && !printing.isAnything(items)) ||
    minItems !== undefined ||
    maxItems !== undefined
  );
}

/** Prints what `z.array` and `z.tuple` can express; `contains` and `uniqueItems` are separate parts. */
export function printArray(node: SchemaNode, printing: Printing): Code {
  const { minItems, maxItems } = node;
  if (node.prefixItems !== undefined) return printTuple(node, node.prefixItems, printing);
  let out = zod("array", node.items === undefined ? zod("unknown") : printing.print(node.items));
  if (minItems !== undefined && minItems === maxItems) return method(out, "length", number(minItems));
  if (minItems !== undefined) out = method(out, "min", number(minItems));
  if (maxItems !== undefined) out = method(out, "max", number(maxItems));
  return out;
}

function printTuple(node: SchemaNode, prefix: readonly SchemaNode[], printing: Printing): Code {
  const { items, minItems = 0, maxItems } = node;
  const slots = prefix.map((item, i) => {
    const printed = printing.print(item);
    return i < minItems ? printed : method(printed, "exactOptional");
  });
  const closed = items?.always === false;
  let out = zod(
    "tuple",
    array(slots),
    ...(closed ? [] : [items === undefined ? zod("unknown") : printing.print(items)]),
  );
  if (minItems > prefix.length) out = method(out, "check", zod("minLength", number(minItems)));
  if (maxItems !== undefined && !(closed && maxItems >= prefix.length))
    out = method(out, "check", zod("maxLength", number(maxItems)));
  return out;
}

/** Prints the keywords of arrays that zod does not have. */
export function arrayParts(node: SchemaNode, printing: Printing): readonly Code[] {
  const out: Code[] = [];
  const { contains, minContains, maxContains } = node;
  if (node.uniqueItems === true) out.push(printing.helper("uniqueItems"));
  if (contains !== undefined && !(minContains === 0 && maxContains === undefined)) {
    const bounds = [
      minContains === undefined ? undefined : code`min: ${number(minContains)}`,
      maxContains === undefined ? undefined : code`max: ${number(maxContains)}`,
    ];
    const given = bounds.some((bound) => bound !== undefined);
    out.push(printing.helper("contains", printing.part(contains).code, ...(given ? [options(bounds)] : [])));
  }
  return out;
}
