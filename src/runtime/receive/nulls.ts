import { isJsonObject } from "../../shared/json/json.js";
import type { Shape } from "./message-shape.js";

type Members = Record<string, unknown>;

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
  if (!isJsonObject(value)) return value;
  let clean: Members | undefined;
  const source: Members = value;
  const copy = (): Members => (clean ??= { ...source });
  for (const key of shape.optional ?? []) {
    if (source[key] !== null) continue;
    delete copy()[key];
    onDrop(path + key);
  }
  const put = (key: string, held: unknown, repaired: unknown): void => {
    if (repaired !== held) copy()[key] = repaired;
  };
  for (const [key, inner] of membersOf(shape.objects)) {
    const held = source[key];
    if (isJsonObject(held)) put(key, held, withoutNulls(held, inner, onDrop, `${path}${key}.`));
  }
  for (const [key, inner] of membersOf(shape.lists)) {
    const held = source[key];
    if (Array.isArray(held)) put(key, held, eachOf(held, inner, onDrop, path + key));
  }
  for (const [key, inner] of membersOf(shape.maps)) {
    const held = source[key];
    if (isJsonObject(held))
      put(key, held, withoutNulls(held, mapShape(held, inner), onDrop, `${path}${key}.`));
  }
  return (clean ?? value) as T;
}

type Inner = Readonly<Record<string, Shape>>;

const NONE: readonly (readonly [string, Shape])[] = [];
const known = new WeakMap<Inner, typeof NONE>();

/** Lists the members of a shape, once: it is used for every message. */
function membersOf(inner: Inner | undefined): typeof NONE {
  if (inner === undefined) return NONE;
  let members = known.get(inner);
  if (members === undefined) known.set(inner, (members = Object.entries(inner)));
  return members;
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
