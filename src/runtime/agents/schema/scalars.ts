import type { Json, JsonObject } from "../../../shared/json/json.js";
import { type Kind, kindOf } from "../../../shared/json-schema/index.js";
import type { Printer } from "./printer.js";
import { anyOf, type Printed } from "./printed.js";
import type { Shape } from "../../../shared/json-schema/schema-shape.js";

/** Prints the values of an enum. */
export function printValues(printer: Printer, shape: Shape, path: string): Printed {
  const values = (shape.values ?? []).filter((value) => shape.kinds?.has(kindOf(value)) ?? true);
  const listed = values.filter((value) => printer.profile.enumKinds.has(kindOf(value) as "string"));
  if (values.some((value) => typeof value === "object" && value !== null))
    return printer.jsonText(path, "an enum of objects or arrays");
  if (values.length === 0) {
    printer.lose(path, "a property that accepts no value");
    return { schema: { type: "null" } };
  }
  const kinds = [...new Set(values.map(kindOf))];
  if (values.length > printer.limits.enumValues) {
    printer.lose(path, `an enum of ${values.length} values cannot be expressed`);
    return { schema: anyOf(kinds.map((kind) => ({ type: kind }))) };
  }
  const rest = kinds.filter((kind) => !printer.profile.enumKinds.has(kind as "string"));
  if (rest.includes("boolean")) printer.lose(path, "an enum of true or false alone cannot be expressed");
  return { schema: anyOf([...enumsOf(listed), ...rest.map((kind) => ({ type: kind }))]) };
}

/** An enum for each kind of value, since the AI SDK refuses one of several kinds for Google; null may be in one with another kind. */
function enumsOf(values: readonly Json[]): readonly JsonObject[] {
  const kinds = [...new Set(values.map(kindOf))];
  if (kinds.filter((kind) => kind !== "null").length > 1)
    return kinds.map((kind) => ({ type: kind, enum: values.filter((value) => kindOf(value) === kind) }));
  return kinds.length === 0 ? [] : [{ type: kinds.length === 1 ? (kinds[0] as Kind) : kinds, enum: values }];
}

/** Prints a number. */
export function printNumber(printer: Printer, shape: Shape, path: string): Printed {
  const bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"] as const;
  return {
    schema: { type: shape.integer ? "integer" : "number", ...printBounds(printer, shape, path, bounds) },
  };
}

/** Prints a string, with its pattern and format if the provider takes them. */
export function printText(printer: Printer, shape: Shape, path: string): Printed {
  const {
    pattern,
    annotations: { format },
  } = shape;
  const { keywords, formats } = printer.profile;
  const says = format !== undefined && keywords.has("format") && (formats?.has(format) ?? true);
  if (format !== undefined && !says)
    printer.lose(path, `format ${JSON.stringify(format)} cannot be expressed`);
  if (pattern !== undefined && !keywords.has("pattern"))
    printer.lose(path, `pattern ${JSON.stringify(pattern)} cannot be expressed`);
  return {
    schema: {
      type: "string",
      ...printBounds(printer, shape, path, ["minLength", "maxLength"]),
      ...(pattern !== undefined && keywords.has("pattern") && { pattern }),
      ...(says && { format }),
    },
  };
}

/** Returns the `bounds` that the provider takes. */
export function printBounds(
  printer: Printer,
  shape: Shape,
  path: string,
  bounds: readonly (keyof Shape["bounds"])[],
): JsonObject {
  const said: Record<string, Json> = {};
  for (const bound of bounds) {
    const value = shape.bounds[bound];
    if (value === undefined) continue;
    if (printer.profile.keywords.has(bound)) said[bound] = value;
    else printer.lose(path, `"${bound}" cannot be expressed`);
  }
  return said;
}
