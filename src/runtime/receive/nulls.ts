import { isJsonObject } from "../../shared/json/json.js";
import type { Shape } from "./message-shape.js";

/**
 * Removes members that are `null` where `shape` allows them to be absent, at any depth that the shape describes. Copies only
 * what has to change, and never modifies the value. `onDrop` receives the path of each member.
 */
export function withoutNulls<T>(
  value: T,
  shape: Shape,
  onDrop: (path: string) => void = () => undefined,
  path = "",
): T {
  if (!isJsonObject(value) || !holdsNull(value, shape)) return value;
  const { optional, objects, lists, maps } = partsOf(shape);
  let clean: Members | undefined;
  const source: Members = value;
  const copy = (): Members => (clean ??= { ...source });
  for (const key of optional) {
    if (source[key] !== null) continue;
    delete copy()[key];
    onDrop(path + key);
  }
  const put = (key: string, held: unknown, repaired: unknown): void => {
    if (repaired !== held) copy()[key] = repaired;
  };
  for (const [key, inner] of objects) {
    const held = source[key];
    if (isJsonObject(held)) put(key, held, withoutNulls(held, inner, onDrop, `${path}${key}.`));
  }
  for (const [key, inner] of lists) {
    const held = source[key];
    if (Array.isArray(held)) put(key, held, eachOf(held, inner, onDrop, path + key));
  }
  for (const [key, inner] of maps) {
    const held = source[key];
    if (isJsonObject(held))
      put(key, held, withoutNulls(held, mapShape(held, inner), onDrop, `${path}${key}.`));
  }
  return (clean ?? value) as T;
}

/** Whether there is anything to remove. Allocates nothing, as nearly every message has nothing. */
function holdsNull(value: unknown, shape: Shape): boolean {
  if (!isJsonObject(value)) return false;
  const { optional, objects, lists, maps } = partsOf(shape);
  for (const key of optional) if (value[key] === null) return true;
  for (const [key, inner] of objects) if (holdsNull(value[key], inner)) return true;
  for (const [key, inner] of lists) {
    const held = value[key];
    if (Array.isArray(held)) for (const item of held) if (holdsNull(item, inner)) return true;
  }
  for (const [key, inner] of maps) {
    const held = value[key];
    if (isJsonObject(held)) for (const name in held) if (holdsNull(held[name], inner)) return true;
  }
  return false;
}

type Members = Record<string, unknown>;
type Inner = readonly (readonly [string, Shape])[];

/** A shape as lists, which are quicker to go through. */
interface Parts {
  readonly optional: readonly string[];
  readonly objects: Inner;
  readonly lists: Inner;
  readonly maps: Inner;
}

const known = new WeakMap<Shape, Parts>();

/** Lists the parts of a shape, once: it is used for every message. */
function partsOf(shape: Shape): Parts {
  let parts = known.get(shape);
  if (parts === undefined) {
    const { optional = [], objects = {}, lists = {}, maps = {} } = shape;
    parts = {
      optional,
      objects: Object.entries(objects),
      lists: Object.entries(lists),
      maps: Object.entries(maps),
    };
    known.set(shape, parts);
  }
  return parts;
}

function eachOf(
  held: readonly unknown[],
  shape: Shape,
  onDrop: (path: string) => void,
  path: string,
): unknown {
  let clean: unknown[] | undefined;
  held.forEach((item: unknown, index) => {
    const repaired = withoutNulls(item, shape, onDrop, `${path}[${index}].`);
    if (repaired !== item) (clean ??= [...held])[index] = repaired;
  });
  return clean ?? held;
}

function mapShape(held: Members, inner: Shape): Shape {
  return { objects: Object.fromEntries(Object.keys(held).map((key) => [key, inner])) };
}
