import { isDataName } from "./data-names.js";
import { mapOf } from "./join.js";
import { kindsOf, type Objects, type Shape } from "./answer-shape.js";

/** An object seen once is a map if it has so many names. */
const MANY_AT_ONCE = 30;
/** Objects that always have the same names are a map if there are so many. */
const MANY_FIXED = 100;
/** Objects of which none has to have a name are a map if they have so many. */
const MANY_VARYING = 12;
/** So many suffice if they differ by a number only, or if there are ever new ones. */
const FEW_VARYING = 5;
/** The least number of objects to tell whether their names vary. */
const MIN_SEEN = 3;

/**
 * Returns the shape of the values of a map; `undefined` if the object is a record, whose names are those of
 * properties.
 */
export function valuesOfMap(objects: Objects): Shape | undefined {
  if (objects.map !== undefined) return objects.map;
  const names = [...objects.members.keys()];
  if (names.length < 2) return undefined;
  const values = mapOf(objects);
  if (values === undefined || values.anything === true || kindsOf(values).length !== 1) return undefined;
  if (names.every(isDataName)) return values;
  return hasOneShape(values) && (hasMany(objects) || varies(objects)) ? values : undefined;
}

function hasMany({ members, count }: Objects): boolean {
  return members.size >= (count === 1 ? MANY_AT_ONCE : MANY_FIXED);
}

/** Whether the names differ from object to object. */
function varies({ members, count }: Objects): boolean {
  const seen = [...members.values()].map((member) => member.count);
  if (count < MIN_SEEN || seen.includes(count)) return false;
  if (members.size >= MANY_VARYING) return true;
  return members.size >= FEW_VARYING && (isNumbered([...members.keys()]) || grows(seen, count));
}

/** Whether there are more names than objects, and none in more than half of these; or hardly any name was seen twice. */
function grows(seen: readonly number[], count: number): boolean {
  const repeated = seen.filter((times) => times > 1).length;
  return repeated * 5 <= seen.length || (seen.length > count && seen.every((times) => times * 2 <= count));
}

/** Whether names differ by the number in them only. */
function isNumbered(names: readonly string[]): boolean {
  return new Set(names.map((name) => name.replace(/\d+/g, "#"))).size === 1;
}

/** Whether values of one kind are alike: objects have a name in common, unless they are maps themselves. */
function hasOneShape({ objects }: Shape): boolean {
  if (objects === undefined || objects.map !== undefined || objects.members.size === 0) return true;
  return (
    [...objects.members.values()].some(({ count }) => count === objects.count) ||
    valuesOfMap(objects) !== undefined
  );
}
