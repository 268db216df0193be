import { isJsonObject, type Json, type JsonObject } from "../../../shared/json/json.js";
import { formatsOf } from "./formats.js";
import { join, together } from "./join.js";
import { type Member, NOTHING, type Objects, type Shape } from "./answer-shape.js";

/** The longest text that may belong to a closed set. */
const LONGEST_VALUE = 40;
/** The depth below which values are not distinguished. */
const MAX_DEPTH = 40;

/** Returns the shape of one value: all of it belongs to one answer. */
export function observe(value: Json, depth = 0): Shape {
  const seen = { count: 1, nulls: 0, booleans: 0 };
  if (depth > MAX_DEPTH) return { ...seen, anything: true };
  if (value === null) return { ...seen, nulls: 1 };
  switch (typeof value) {
    case "boolean":
      return { ...seen, booleans: 1 };
    case "number":
      return { ...seen, numbers: { count: 1, integers: Number.isInteger(value) } };
    case "string":
      return {
        ...seen,
        strings: {
          count: 1,
          answers: 1,
          values: value.length <= LONGEST_VALUE ? new Map([[value, 1]]) : undefined,
          formats: formatsOf(value),
        },
      };
    default:
      return isJsonObject(value)
        ? { ...seen, objects: observeObject(value, depth) }
        : { ...seen, arrays: { count: 1, items: observeItems(value, depth) } };
  }
}

/** Returns the joint shape of all `values`, each of which is an answer. */
export function observeAll(values: Iterable<Json>): Shape {
  let shape = NOTHING;
  for (const value of values) shape = join(shape, observe(value));
  return shape;
}

function observeItems(items: readonly Json[], depth: number): Shape | undefined {
  let shape: Shape | undefined;
  for (const item of items) {
    const seen = observe(item, depth + 1);
    shape = shape === undefined ? seen : join(shape, seen, together);
  }
  return shape;
}

function observeObject(value: JsonObject, depth: number): Objects {
  const members = new Map<string, Member>();
  for (const key of Object.keys(value))
    members.set(key, { count: 1, shape: observe(value[key] as Json, depth + 1) });
  const plain: Objects = { count: 1, members };
  const variants = new Map<string, ReadonlyMap<string, Objects>>();
  for (const key of Object.keys(value)) {
    const tag = value[key];
    if (typeof tag === "string" && tag.length <= LONGEST_VALUE && isTagName(key))
      variants.set(key, new Map([[tag, plain]]));
  }
  return variants.size === 0 ? plain : { ...plain, variants };
}

/** Whether objects may name their variant in this property. */
function isTagName(key: string): boolean {
  return /^(type|kind|_?type|@type|object|event|status|op|action|__typename|tag|role|method)$/i.test(key);
}
