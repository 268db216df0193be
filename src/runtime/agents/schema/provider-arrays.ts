import type { JsonObject } from "../../../shared/json/json.js";
import type { Shape } from "../../../shared/json-schema/schema-shape.js";
import { itemsCodec } from "./codec.js";
import { anyOf, type Printed } from "./printed.js";
import type { Printer } from "./printer.js";
import { printBounds } from "./scalars.js";

/** Prints an array; as a tuple where the schema is one and the provider takes tuples. */
export function printArray(printer: Printer, shape: Shape, depth: number, path: string): Printed {
  const { tuples, untyped } = printer.profile;
  const prefix = shape.prefixItems.map((node) => printer.print([node], depth, `${path}[]`));
  const closed = shape.items.some((term) => !("any" in term) && !("facts" in term) && term.always === false);
  const isFull = prefix.length > 0 && (closed || (shape.bounds.maxItems ?? Infinity) <= prefix.length);
  const rest =
    shape.items.length === 0 || isFull ? undefined : printer.print(shape.items, depth, `${path}[]`);
  if (prefix.length === 0) return list(printer, shape, path, rest ?? anything(printer, depth, path));
  if (tuples && (isFull || rest !== undefined || untyped))
    return tuple(printer, shape, path, { prefix, rest, isFull });
  printer.lose(path, "the positions of items cannot be expressed");
  const codecs = prefix.map(({ codec }) => codec);
  if (rest === undefined && !isFull) {
    const { schema, codec } = anything(printer, depth, path);
    const same = prefix.map(() => codec);
    return { ...list(printer, shape, path, { schema }), codec: itemsCodec(same, codec) };
  }
  const forms = rest === undefined ? prefix : [...prefix, rest];
  const schema = anyOf(forms.map((form) => form.schema));
  return { ...list(printer, shape, path, { schema }), codec: itemsCodec(codecs, rest?.codec) };
}

function list(printer: Printer, shape: Shape, path: string, { schema, codec }: Printed): Printed {
  return {
    schema: { type: "array", items: schema, ...arrayBounds(printer, shape, path) },
    codec: itemsCodec([], codec),
  };
}

function anything(printer: Printer, depth: number, path: string): Printed {
  return printer.print([], depth, `${path}[]`);
}

interface Places {
  readonly prefix: readonly Printed[];
  readonly rest: Printed | undefined;
  /** There are no other items. */
  readonly isFull: boolean;
}

function tuple(printer: Printer, shape: Shape, path: string, { prefix, rest, isFull }: Places): Printed {
  const { maxItems = Infinity } = shape.bounds;
  return {
    schema: {
      type: "array",
      prefixItems: prefix.map(({ schema }) => schema),
      ...(rest !== undefined && { items: rest.schema }),
      ...arrayBounds(printer, shape, path),
      ...(isFull && { maxItems: Math.min(maxItems, prefix.length) }),
    },
    codec: itemsCodec(
      prefix.map(({ codec }) => codec),
      rest?.codec,
    ),
  };
}

function arrayBounds(printer: Printer, shape: Shape, path: string): JsonObject {
  const unique = shape.uniqueItems && printer.profile.keywords.has("uniqueItems");
  if (shape.uniqueItems && !unique) printer.lose(path, '"uniqueItems" cannot be expressed');
  return {
    ...printBounds(printer, shape, path, ["minItems", "maxItems"]),
    ...(unique && { uniqueItems: true }),
  };
}
