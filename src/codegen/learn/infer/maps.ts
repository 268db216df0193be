import { mapOf } from "./join.js";
import type { Objects, Shape } from "./shape.js";

/** Objects with this many varying names are a map. */
const MANY_NAMES = 12;

/**
 * Returns the shape of the values of a map; `undefined` if the object is a record, whose names are those of
 * properties.
 */
export function valuesOfMap(objects: Objects): Shape | undefined {
  if (objects.map !== undefined) return objects.map;
  const { members, count } = objects;
  const names = [...members.keys()];
  if (names.length === 0) return undefined;
  const values = mapOf(objects);
  if (values === undefined || !isUniform(values)) return undefined;
  if (names.length >= 2 && names.every(isKey)) return values;
  const always = [...members.values()].some((member) => member.count === count);
  return count >= 3 && !always && names.length >= MANY_NAMES ? values : undefined;
}

/** Whether a name comes from data: a number, an identifier, a path, an address, a date. */
function isKey(name: string): boolean {
  return (
    /^\d+$/.test(name) ||
    /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(name) ||
    /^[0-9a-f]{16,}$/i.test(name) ||
    /^\d{4}-\d{2}(-\d{2})?/.test(name) ||
    /[/@\\ :]/.test(name) ||
    /^[\w-]+\.[a-z0-9]{1,5}$/i.test(name)
  );
}

/** Whether all values are of one kind, apart from null. */
function isUniform(shape: Shape): boolean {
  const kinds = [shape.booleans > 0, shape.numbers, shape.strings, shape.arrays, shape.objects];
  return kinds.filter(Boolean).length === 1 && shape.anything !== true;
}
