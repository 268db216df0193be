import { joinObjects } from "./join.js";
import type { Member, Objects, Shape } from "./shape.js";

/** Steps from an object to a nested one that may be of the same type. */
const MAX_STEPS = 4;

/**
 * Folds a tree into one type if an object contains objects like itself: the inner ones have no other names than the outer one,
 * and at least two names in common that each of them always has. Returns `undefined` if there are none. In the result, `self`
 * marks their places.
 */
export function fold(objects: Objects): Objects | undefined {
  const found: Objects[] = [];
  const stripped = stripObjects(objects, { outer: objects, found, steps: 0 });
  if (found.length === 0) return undefined;
  let whole = stripped;
  // a `for…of` over an array also visits items added meanwhile
  for (const inner of found)
    whole = joinObjects(whole, stripObjects(inner, { outer: objects, found, steps: 0 }));
  return whole;
}

interface Search {
  readonly outer: Objects;
  readonly found: Objects[];
  readonly steps: number;
}

function stripObjects(objects: Objects, search: Search): Objects {
  const { count, map } = objects;
  const members = new Map<string, Member>();
  for (const [name, member] of objects.members)
    members.set(name, { count: member.count, shape: strip(member.shape, search) });
  return { count, members, ...(map !== undefined && { map: strip(map, search) }) };
}

function strip(shape: Shape, search: Search): Shape {
  const { objects, arrays, ...rest } = shape;
  const items = arrays?.items;
  const stripped: Shape = {
    ...rest,
    ...(arrays !== undefined && {
      arrays: { count: arrays.count, items: items === undefined ? undefined : strip(items, search) },
    }),
  };
  if (objects === undefined) return stripped;
  if (isLike(objects, search.outer)) {
    search.found.push(objects);
    return { ...stripped, self: true };
  }
  const inner =
    search.steps < MAX_STEPS ? stripObjects(objects, { ...search, steps: search.steps + 1 }) : objects;
  return { ...stripped, objects: inner };
}

function isLike(inner: Objects, outer: Objects): boolean {
  if (inner.map !== undefined || outer.map !== undefined || inner.members.size < 2) return false;
  const names = [...inner.members.keys()];
  if (!names.every((name) => outer.members.has(name))) return false;
  const always = ({ members, count }: Objects, name: string): boolean => members.get(name)?.count === count;
  return names.filter((name) => always(inner, name) && always(outer, name)).length >= 2;
}
