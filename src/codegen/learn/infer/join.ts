import type { Arrays, Member, Numbers, Objects, Shape, Strings } from "./answer-shape.js";

/** The most distinct texts of a closed set. */
const MAX_VALUES = 12;
/** The most values of a property that distinguishes variants. */
const MAX_VARIANTS = 12;
/** The most properties of an object; one with more is treated as a map. */
const MAX_MEMBERS = 200;

/** Joins two shapes: the result covers every value that either was seen with. */
export function join(a: Shape, b: Shape): Shape {
  const numbers = joinParts(a.numbers, b.numbers, joinNumbers);
  const strings = joinParts(a.strings, b.strings, joinStrings);
  const arrays = joinParts(a.arrays, b.arrays, joinArrays);
  const objects = joinParts(a.objects, b.objects, joinObjects);
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

function joinParts<T>(a: T | undefined, b: T | undefined, both: (a: T, b: T) => T): T | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : both(a, b);
}

function joinNumbers(a: Numbers, b: Numbers): Numbers {
  return { count: a.count + b.count, integers: a.integers && b.integers };
}

function joinStrings(a: Strings, b: Strings): Strings {
  return {
    count: a.count + b.count,
    values: joinValues(a.values, b.values),
    formats: a.formats.filter((format) => b.formats.includes(format)),
  };
}

function joinValues(a: Strings["values"], b: Strings["values"]): Strings["values"] {
  if (a === undefined || b === undefined) return undefined;
  const values = new Map(a);
  for (const [value, count] of b) values.set(value, (values.get(value) ?? 0) + count);
  return values.size > MAX_VALUES ? undefined : values;
}

function joinArrays(a: Arrays, b: Arrays): Arrays {
  return { count: a.count + b.count, items: joinParts(a.items, b.items, join) };
}

/** @internal */
export function joinObjects(a: Objects, b: Objects): Objects {
  const count = a.count + b.count;
  if (a.map !== undefined || b.map !== undefined) {
    const map = joinParts(mapOf(a), mapOf(b), join);
    return { count, members: new Map(), ...(map !== undefined && { map }) };
  }
  const members = joinMembers(a.members, b.members);
  const joined: Objects = { count, members };
  if (members.size > MAX_MEMBERS) {
    const map = mapOf(joined);
    return { count, members: new Map(), ...(map !== undefined && { map }) };
  }
  const variants = joinVariants(a.variants, b.variants);
  return variants === undefined ? joined : { ...joined, variants };
}

function joinMembers(
  a: ReadonlyMap<string, Member>,
  b: ReadonlyMap<string, Member>,
): ReadonlyMap<string, Member> {
  const members = new Map(a);
  for (const [name, member] of b) {
    const known = members.get(name);
    members.set(
      name,
      known === undefined
        ? member
        : { count: known.count + member.count, shape: join(known.shape, member.shape) },
    );
  }
  return members;
}

/** Joins all members, whatever their names. */
export function mapOf({ members, map }: Objects): Shape | undefined {
  let shape = map;
  for (const member of members.values())
    shape = shape === undefined ? member.shape : join(shape, member.shape);
  return shape;
}

/** Joins variants. A tag is kept only if both sides have it, with few values. */
function joinVariants(a: Objects["variants"], b: Objects["variants"]): Objects["variants"] {
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
        known === undefined ? objects : joinObjects(withoutVariants(known), withoutVariants(objects)),
      );
    }
    if (both.size <= MAX_VARIANTS) variants.set(tag, both);
  }
  return variants.size === 0 ? undefined : variants;
}

function withoutVariants({ count, members, map }: Objects): Objects {
  return { count, members, ...(map !== undefined && { map }) };
}
