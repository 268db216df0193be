import type { Arrays, Member, Numbers, Objects, Shape, Strings } from "./answer-shape.js";

/** The most distinct texts of a closed set. */
const MAX_VALUES = 12;
/** The most values of a property that distinguishes variants. */
const MAX_VARIANTS = 12;
/** The most properties of an object; one with more is treated as a map. */
const MAX_MEMBERS = 200;

/** Adds up the numbers of answers in which something was seen. */
export type AddAnswers = (a: number, b: number) => number;

/** For shapes of different answers. */
const apart: AddAnswers = (a, b) => a + b;
/** For shapes that may come from the same answers: at least so many have seen it. */
export const together: AddAnswers = Math.max;

/** Joins two shapes: the result covers every value that either was seen with. They come from different answers, unless `add` is `together`. */
export function join(a: Shape, b: Shape, add: AddAnswers = apart): Shape {
  const numbers = joinParts(a.numbers, b.numbers, joinNumbers, add);
  const strings = joinParts(a.strings, b.strings, joinStrings, add);
  const arrays = joinParts(a.arrays, b.arrays, joinArrays, add);
  const objects = joinParts(a.objects, b.objects, joinObjects, add);
  return {
    count: a.count + b.count,
    nulls: a.nulls + b.nulls,
    booleans: a.booleans + b.booleans,
    ...(numbers !== undefined && { numbers }),
    ...(strings !== undefined && { strings }),
    ...(arrays !== undefined && { arrays }),
    ...(objects !== undefined && { objects }),
    ...((a.anything === true || b.anything === true) && { anything: true }),
    ...((a.self === true || b.self === true) && { self: true }),
  };
}

function joinParts<T>(
  a: T | undefined,
  b: T | undefined,
  both: (a: T, b: T, add: AddAnswers) => T,
  add: AddAnswers,
): T | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : both(a, b, add);
}

function joinNumbers(a: Numbers, b: Numbers): Numbers {
  return { count: a.count + b.count, integers: a.integers && b.integers };
}

function joinStrings(a: Strings, b: Strings, add: AddAnswers): Strings {
  return {
    count: a.count + b.count,
    answers: add(a.answers, b.answers),
    values: joinValues(a.values, b.values, add),
    formats: a.formats.filter((format) => b.formats.includes(format)),
  };
}

function joinValues(a: Strings["values"], b: Strings["values"], add: AddAnswers): Strings["values"] {
  if (a === undefined || b === undefined) return undefined;
  const values = new Map(a);
  for (const [value, count] of b) values.set(value, add(values.get(value) ?? 0, count));
  return values.size > MAX_VALUES ? undefined : values;
}

function joinArrays(a: Arrays, b: Arrays, add: AddAnswers): Arrays {
  return { count: a.count + b.count, items: joinParts(a.items, b.items, join, add) };
}

/** @internal */
export function joinObjects(a: Objects, b: Objects, add: AddAnswers = apart): Objects {
  const count = a.count + b.count;
  if (a.map !== undefined || b.map !== undefined) {
    const map = joinParts(mapOf(a), mapOf(b), join, add);
    return { count, members: new Map(), ...(map !== undefined && { map }) };
  }
  const members = joinMembers(a.members, b.members, add);
  const joined: Objects = { count, members };
  if (members.size > MAX_MEMBERS) {
    const map = mapOf(joined);
    return { count, members: new Map(), ...(map !== undefined && { map }) };
  }
  const variants = joinVariants(a.variants, b.variants, add);
  return variants === undefined ? joined : { ...joined, variants };
}

function joinMembers(
  a: ReadonlyMap<string, Member>,
  b: ReadonlyMap<string, Member>,
  add: AddAnswers,
): ReadonlyMap<string, Member> {
  const members = new Map(a);
  for (const [name, member] of b) {
    const known = members.get(name);
    members.set(
      name,
      known === undefined
        ? member
        : { count: known.count + member.count, shape: join(known.shape, member.shape, add) },
    );
  }
  return members;
}

/** Joins all members, whatever their names. */
export function mapOf({ members, map }: Objects): Shape | undefined {
  let shape = map;
  for (const member of members.values())
    shape = shape === undefined ? member.shape : join(shape, member.shape, together);
  return shape;
}

/** Joins variants. A tag is kept only if both sides have it, with few values. */
function joinVariants(a: Objects["variants"], b: Objects["variants"], add: AddAnswers): Objects["variants"] {
  if (a === undefined || b === undefined) return undefined;
  const variants = new Map<string, ReadonlyMap<string, Objects>>();
  for (const [tag, ofA] of a) {
    const ofB = b.get(tag);
    if (ofB === undefined) continue;
    const both = new Map(ofA);
    for (const [value, objects] of ofB) {
      const known = both.get(value);
      both.set(
        value,
        known === undefined ? objects : joinObjects(withoutVariants(known), withoutVariants(objects), add),
      );
    }
    if (both.size <= MAX_VARIANTS) variants.set(tag, both);
  }
  return variants.size === 0 ? undefined : variants;
}

function withoutVariants({ count, members, map }: Objects): Objects {
  return { count, members, ...(map !== undefined && { map }) };
}
