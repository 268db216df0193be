import { literal, type Code } from "../../printer/index.js";
import type { Json } from "../../../shared/json/json.js";
import { acceptsNode, kindOf, type SchemaNode } from "../../../shared/json-schema/index.js";
import { array, zod } from "./helpers.js";
import type { Printing } from "./printing.js";

/** Fields of a node that has only values and their kinds. */
const PLAIN: ReadonlySet<string> = new Set(["pointer", "resource", "annotations", "kinds", "values"]);

/** Thrown if a value cannot be judged while printing. */
const UNDECIDED = new Error("undecided");

/**
 * Returns those values of a node that the rest of the node accepts, so that they describe it completely; `undefined` if
 * that depends on a pattern or a format, which only the runtime checks.
 */
export function acceptedValues(node: SchemaNode, printing: Printing): readonly Json[] | undefined {
  if (node.values === undefined) return undefined;
  if (Object.keys(node).every((field) => PLAIN.has(field)))
    return node.values.filter((value) => node.kinds?.has(kindOf(value)) ?? true);
  const undecided = (): never => {
    throw UNDECIDED;
  };
  const formatFault = printing.assertFormats ? undecided : () => undefined;
  try {
    return node.values.filter((value) =>
      acceptsNode(printing.document, node, value, { matches: undecided, formatFault }),
    );
  } catch (error) {
    if (error !== UNDECIDED) throw error;
    return undefined;
  }
}

/** Prints the schema of a list of values. */
export function printValues(values: readonly Json[], printing: Printing): Code {
  const [only] = values;
  if (only === undefined) return zod("never");
  if (values.some((value) => typeof value === "object" && value !== null))
    return printing.helper("oneOfValues", array(values.map(literal)));
  if (only === null && values.length === 1) return zod("null");
  // z.enum stores its values as the keys of an object.
  if (values.length > 1 && values.every((value) => typeof value === "string" && value !== "__proto__"))
    return zod("enum", array(values.map(literal)));
  return zod("literal", values.length === 1 ? literal(only) : array(values.map(literal)));
}
