import { type Json, type JsonObject, objectOf } from "../../../shared/json/json.js";
import { byCodeUnit } from "../../../shared/json/canonical.js";
import { fold } from "./fold.js";
import { valuesOfMap } from "./maps.js";
import type { Objects, Shape, Strings } from "./answer-shape.js";
import { variantsOf } from "./variants.js";

/** How many answers must have had texts for these to count as a closed set: each of its values, and any. */
const MIN_SEEN_EACH = 3;
const MIN_SEEN_IN_ALL = 20;
/** The least number of values of a closed set: one alone may be that of what was asked for. */
const MIN_VALUES = 2;
/** How many integers must have been seen before other numbers are ruled out. */
const MIN_INTEGERS = 20;
/** How many texts with a format must have been seen before others are ruled out. */
const MIN_FORMATTED = 3;

/** Returns a JSON Schema that accepts every value from which `shape` was made. */
export function schemaOf(shape: Shape): JsonObject {
  const printer = new ShapePrinter();
  const schema = printer.print(shape);
  const definitions = printer.definitions;
  return Object.keys(definitions).length === 0 ? schema : { ...schema, $defs: definitions };
}

class ShapePrinter {
  readonly definitions: Record<string, JsonObject> = {};
  #self: string | undefined;

  print(shape: Shape): JsonObject {
    if (shape.anything === true || shape.count === 0) return {};
    const forms: JsonObject[] = [];
    if (shape.strings !== undefined) forms.push(ofStrings(shape.strings));
    if (shape.numbers !== undefined)
      forms.push({
        type: shape.numbers.integers && shape.numbers.count >= MIN_INTEGERS ? "integer" : "number",
      });
    if (shape.booleans > 0) forms.push({ type: "boolean" });
    if (shape.arrays !== undefined) {
      const { items } = shape.arrays;
      forms.push({ type: "array", items: items === undefined ? {} : this.print(items) });
    }
    if (shape.objects !== undefined) forms.push(...this.#ofObjects(shape.objects));
    if (shape.self === true && this.#self !== undefined) forms.push({ $ref: `#/$defs/${this.#self}` });
    // a place that was always null says nothing of the values to come, as an empty array does
    if (forms.length === 0) return {};
    if (shape.nulls > 0) forms.push({ type: "null" });
    return oneOfForms(forms);
  }

  #ofObjects(objects: Objects): readonly JsonObject[] {
    const folded = this.#self === undefined ? fold(objects) : undefined;
    if (folded !== undefined) {
      const name = `Node${Object.keys(this.definitions).length === 0 ? "" : Object.keys(this.definitions).length + 1}`;
      this.definitions[name] = {};
      this.#self = name;
      this.definitions[name] = this.#record(folded);
      this.#self = undefined;
      return [{ $ref: `#/$defs/${name}` }];
    }
    const variants = variantsOf(objects);
    if (variants === undefined) return [this.#object(objects)];
    const { tag, byValue } = variants;
    return [...byValue]
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([value, variant]) => this.#record(variant, { tag, value }));
  }

  #object(objects: Objects): JsonObject {
    const values = valuesOfMap(objects);
    if (values !== undefined) return { type: "object", additionalProperties: this.print(values) };
    return this.#record(objects);
  }

  #record(
    { members, count }: Objects,
    variant?: { readonly tag: string; readonly value: string },
  ): JsonObject {
    const names = [...members.keys()].sort(byCodeUnit);
    const required = names.filter((name) => members.get(name)?.count === count);
    return {
      type: "object",
      properties: objectOf(names, (name) =>
        name === variant?.tag ? { const: variant.value } : this.print(members.get(name)?.shape as Shape),
      ),
      ...(required.length > 0 && { required }),
    };
  }
}

function ofStrings({ values, count, answers, formats }: Strings): JsonObject {
  const [format] = formats;
  if (format !== undefined && count >= MIN_FORMATTED) return { type: "string", format };
  const closed =
    values !== undefined &&
    values.size >= MIN_VALUES &&
    answers >= MIN_SEEN_IN_ALL &&
    [...values].every(([value, seen]) => seen >= MIN_SEEN_EACH && /^[\w.:/-]+$/.test(value));
  return closed ? { type: "string", enum: [...values.keys()].sort(byCodeUnit) } : { type: "string" };
}

/** Combines the schemas of values of several forms: plain types become a list of types, others alternatives. */
function oneOfForms(forms: readonly JsonObject[]): JsonObject {
  const [only] = forms;
  if (only === undefined) return {};
  if (forms.length === 1) return only;
  const plain = forms.filter((form) => Object.keys(form).length === 1 && typeof form["type"] === "string");
  const rest = forms.filter((form) => !plain.includes(form));
  const types: readonly Json[] = plain.map((form) => form["type"] as string);
  const listed: readonly JsonObject[] =
    types.length === 0 ? [] : [{ type: types.length === 1 ? (types[0] as Json) : types }];
  const all = [...rest, ...listed];
  return all.length === 1 ? (all[0] as JsonObject) : { anyOf: all };
}
