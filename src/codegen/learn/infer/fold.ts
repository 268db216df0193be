import { joinObjects, together } from "./join.js";
import { placesIn, resolve } from "./places.js";
import { kindsOf, type Member, type Objects, type Shape } from "./answer-shape.js";

/** Steps from an object to a nested one that may be of the same type. */
const MAX_STEPS = 4;

/**
 * Folds a tree into one type if objects nest in objects like themselves: the same path leads to one, and from there to another
 * one. Returns `undefined` if none do. In the result, `self` marks their places.
 */
export function fold(objects: Objects): Objects | undefined {
  const links = linksOf(objects);
  if (links.size === 0) return undefined;
  const found: Objects[] = [];
  const search = { outer: objects, links, found, steps: 0 };
  let whole = stripObjects(objects, search);
  // a `for…of` over an array also visits items added meanwhile
  for (const inner of found) whole = joinObjects(whole, stripObjects(inner, search), together);
  return whole;
}

interface Search {
  readonly outer: Objects;
  /** The members that lead to objects of the same type. */
  readonly links: ReadonlySet<string>;
  readonly found: Objects[];
  readonly steps: number;
}

/** Returns the members with which paths begin that lead to a like object twice in a row. */
function linksOf(outer: Objects): ReadonlySet<string> {
  const links = new Set<string>();
  if (outer.map !== undefined) return links;
  for (const { path, objects } of placesIn(outer, MAX_STEPS)) {
    const [link = ""] = path;
    if (links.has(link) || !isLike(objects, outer, new Set([link]))) continue;
    const next = resolve(objects, path);
    if (next !== undefined && isLike(next, outer, new Set([link]))) links.add(link);
  }
  return links;
}

function stripObjects(objects: Objects, search: Search, ofLink = false): Objects {
  const { count, map } = objects;
  const members = new Map<string, Member>();
  for (const [name, member] of objects.members) {
    const isLink = ofLink || (search.steps === 0 && search.links.has(name));
    members.set(name, { count: member.count, shape: strip(member.shape, search, isLink) });
  }
  return { count, members, ...(map !== undefined && { map: strip(map, search, ofLink) }) };
}

/** @param isLink whether the place is reached by a link, so that even a leaf is of the same type here */
function strip(shape: Shape, search: Search, isLink: boolean): Shape {
  const { objects, arrays, ...rest } = shape;
  const items = arrays?.items;
  const stripped: Shape = {
    ...rest,
    ...(arrays !== undefined && {
      arrays: { count: arrays.count, items: items === undefined ? undefined : strip(items, search, isLink) },
    }),
  };
  if (objects === undefined) return stripped;
  const { outer, links, found, steps } = search;
  const nests = [...links].some((name) => objects.members.has(name));
  if ((isLink || nests) && isLike(objects, outer, links)) {
    found.push(objects);
    return { ...stripped, self: true };
  }
  const inner = steps < MAX_STEPS ? stripObjects(objects, { ...search, steps: steps + 1 }, isLink) : objects;
  return { ...stripped, objects: inner };
}

/**
 * Whether `inner` is of the type of `outer`: it has no other names, values of the same kinds, at least one name that both
 * always have besides the links, and all that `outer` always has except for links, which leaves lack.
 */
function isLike(inner: Objects, outer: Objects, links: ReadonlySet<string>): boolean {
  if (inner.map !== undefined || outer.map !== undefined) return false;
  for (const [name, member] of inner.members) {
    const known = outer.members.get(name);
    if (known === undefined || !(links.has(name) || haveSameKinds(member.shape, known.shape))) return false;
  }
  const always = [...outer.members].filter(([name, { count }]) => count === outer.count && !links.has(name));
  return (
    always.every(([name]) => inner.members.has(name)) &&
    always.some(([name]) => inner.members.get(name)?.count === inner.count)
  );
}

/** Whether one was seen with no other kinds of values than the other one. */
function haveSameKinds(a: Shape, b: Shape): boolean {
  const [ofA, ofB] = [kindsOf(a), kindsOf(b)];
  return ofA.every((kind) => ofB.includes(kind)) || ofB.every((kind) => ofA.includes(kind));
}
