import type { Objects, Shape } from "./answer-shape.js";

/** Steps for any item of an array and for any value of a map, which no member can be named. */
const ITEM = Symbol("item");
const VALUE = Symbol("value");

type Step = string | typeof ITEM | typeof VALUE;

/** An object within another one; its path begins with the name of a member. */
export interface Place {
  readonly path: readonly [string, ...Step[]];
  readonly objects: Objects;
}

/** Yields the objects within `outer`, at most `depth` of them around each other. */
export function* placesIn(outer: Objects, depth: number): Generator<Place> {
  for (const [name, { shape }] of outer.members) yield* placesOf(shape, [name], depth);
}

function* placesOf(shape: Shape, path: Place["path"], depth: number): Generator<Place> {
  const { arrays, objects } = shape;
  if (arrays?.items !== undefined) yield* placesOf(arrays.items, [...path, ITEM], depth);
  if (objects === undefined) return;
  yield { path, objects };
  if (depth === 0) return;
  for (const [name, member] of objects.members) yield* placesOf(member.shape, [...path, name], depth - 1);
  if (objects.map !== undefined) yield* placesOf(objects.map, [...path, VALUE], depth - 1);
}

/** Returns the object within `outer` at `path`; `undefined` if none was seen there. */
export function resolve(outer: Objects, path: readonly Step[]): Objects | undefined {
  let shape: Shape | undefined = { count: outer.count, nulls: 0, booleans: 0, objects: outer };
  for (const step of path) {
    if (step === ITEM) shape = shape?.arrays?.items;
    else if (step === VALUE) shape = shape?.objects?.map;
    else shape = shape?.objects?.members.get(step)?.shape;
  }
  return shape?.objects;
}
