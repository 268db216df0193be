import type { Json } from "../../json/json.js";
import { acceptsNode } from "../evaluate/evaluate.js";
import type { Kind, SchemaDocument, SchemaNode } from "../ir.js";
import { type All, type Shape, shapeOf } from "../schema-shape.js";
import { sampleArray } from "./sample-array.js";
import { sampleNumber } from "./number.js";
import { sampleObject, type ValueSampler } from "./sample-object.js";
import { oneOf, type Random, seededRandom } from "./random.js";
import { sampleText } from "./sample-text.js";

/** Attempts at a whole value, and at each of its parts. */
const ROOT_TRIES = 60;
const PART_TRIES = 6;
/** Limits for one sample: values made, and their depth. */
const MAX_VALUES = 20_000;
const MAX_DEPTH = 60;

export interface SampleOptions {
  /** The same seed gives the same value. Default 0. */
  readonly seed?: number;
}

/**
 * Makes a value that `document` accepts, from a seed. `undefined` if none was found: the schema accepts nothing, or values are
 * too hard to find.
 */
export function sampleOf(
  document: SchemaDocument,
  { seed = 0 }: SampleOptions = {},
): { readonly value: Json } | undefined {
  for (let attempt = 0; attempt < ROOT_TRIES; attempt++) {
    const sampler = new Sampler(document, seededRandom(seed * ROOT_TRIES + attempt));
    try {
      const value = sampler.value([document.root], 0);
      if (acceptsNode(document, document.root, value)) return { value };
    } catch (error) {
      if (!(error instanceof Exhausted) && !(error instanceof RangeError)) throw error;
    }
  }
  return undefined;
}

/** This attempt found no value. */
class Exhausted extends Error {}

class Sampler implements ValueSampler {
  readonly #document: SchemaDocument;
  readonly random: Random;
  #made = 0;

  constructor(document: SchemaDocument, random: Random) {
    this.#document = document;
    this.random = random;
  }

  readonly value = (all: All, depth: number): Json => {
    let value: Json = null;
    for (let attempt = 0; attempt < (depth === 0 ? 1 : PART_TRIES); attempt++) {
      if (++this.#made > MAX_VALUES || depth > MAX_DEPTH) throw new Exhausted();
      value = this.#try(all, depth);
      if (depth === 0 || this.#accepts(all, value)) return value;
    }
    return value;
  };

  #accepts(all: All, value: Json): boolean {
    return all.every((term) => {
      if ("any" in term) return term.any.some((each) => this.#accepts(each, value));
      return "facts" in term || acceptsNode(this.#document, term, value);
    });
  }

  #try(all: All, depth: number): Json {
    const shape = this.#choose(all, depth);
    const { values } = shape;
    if (values !== undefined) {
      const { kinds } = shape;
      const fitting = values.filter((value) => kinds === undefined || kinds.has(kind(value)));
      return oneOf(this.random, fitting) ?? null;
    }
    const wanted = this.#kind(shape, depth);
    switch (wanted) {
      case "object":
        return sampleObject(this, shape, depth);
      case "array":
        return sampleArray(this, shape, depth);
      case "number":
        return sampleNumber(shape, this.random);
      case "string":
        return sampleText(shape, this.random);
      case "boolean":
        return this.random() < 0.5;
      default:
        return null;
    }
  }

  /** Makes a choice wherever there are alternatives, and returns what applies then. */
  #choose(all: All, depth: number): Shape {
    let shape = shapeOf([...all, ...this.#conditions(all)]);
    for (let step = 0; shape.groups.length > 0 && step < 50; step++) {
      const [group, ...groups] = shape.groups;
      const alternative = this.#alternative(group ?? [], depth);
      shape = shapeOf([{ facts: { ...shape, groups } }, ...alternative, ...this.#conditions(alternative)]);
    }
    return shape;
  }

  /** At great depth, chooses the alternative with the fewest nested schemas. */
  #alternative(group: readonly All[], depth: number): All {
    if (depth > 5) {
      const shallow = group.filter((all) => {
        const { kinds, values } = shapeOf(all);
        return values !== undefined || (kinds !== undefined && !kinds.has("object") && !kinds.has("array"));
      });
      if (shallow.length > 0) return oneOf(this.random, shallow) as All;
    }
    return oneOf(this.random, group) ?? [];
  }

  /** Chooses one side of each condition: its `if` and `then`, or its `else`. */
  #conditions(all: All): All {
    return shapeOf(all).nodes.flatMap((node): readonly SchemaNode[] => {
      const dependent = [...(node.dependentSchemas?.values() ?? [])];
      const chosen = this.random() < 0.5 ? [node.if, node.then] : [node.else];
      const sides = node.if === undefined ? [] : chosen;
      return [...sides, ...dependent].filter((side): side is SchemaNode => side !== undefined);
    });
  }

  #kind(shape: Shape, depth: number): Kind {
    const kinds = [...(shape.kinds ?? suggested(shape))];
    const telling = kinds.filter((each) => each !== "null");
    if (depth > 5 && kinds.includes("null")) return "null";
    const chosen = telling.length > 0 && this.random() < 0.9 ? telling : kinds;
    return oneOf(this.random, chosen) ?? "null";
  }
}

function kind(value: Json): Kind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as Kind;
}

/** Returns the kinds that the keywords of a schema without `type` suggest. */
function suggested({
  properties,
  required,
  others,
  closed,
  items,
  prefixItems,
  bounds,
  pattern,
  nodes,
}: Shape): readonly Kind[] {
  if (properties.size > 0 || required.size > 0 || others !== undefined || closed) return ["object"];
  if (
    nodes.some(
      ({ minProperties, propertyNames }) => minProperties !== undefined || propertyNames !== undefined,
    )
  )
    return ["object"];
  if (
    items.length > 0 ||
    prefixItems.length > 0 ||
    bounds.minItems !== undefined ||
    nodes.some(({ contains }) => contains)
  )
    return ["array"];
  if (pattern !== undefined || bounds.minLength !== undefined || bounds.maxLength !== undefined)
    return ["string"];
  if (Object.keys(bounds).length > 0) return ["number"];
  return ["string", "number", "boolean", "object"];
}
