import { isJsonObject } from "../../shared/json/json.js";
import type { Shape } from "./shape.js";

type Members = Record<string, unknown>;

/**
 * `value` without the members that are `null` where `shape` lets them be absent, at any depth that the shape describes.
 * Nothing is copied where nothing has to go; the value itself is never changed. `onDrop` learns the path of each member.
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
  const replace = (key: string, read: (held: unknown) => unknown): void => {
    const held = source[key];
    if (held === undefined || held === null) return;
    const repaired = read(held);
    if (repaired !== held) copy()[key] = repaired;
  };
  for (const [key, inner] of Object.entries(shape.objects ?? {}))
    replace(key, (held) => withoutNulls(held, inner, onDrop, `${path}${key}.`));
  for (const [key, inner] of Object.entries(shape.lists ?? {}))
    replace(key, (held) => eachOf(held, inner, onDrop, path + key));
  for (const [key, inner] of Object.entries(shape.maps ?? {}))
    replace(key, (held) => withoutNulls(held, mapShape(held, inner), onDrop, `${path}${key}.`));
  return (clean ?? value) as T;
}

function eachOf(held: unknown, shape: Shape, onDrop: (path: string) => void, path: string): unknown {
  if (!Array.isArray(held)) return held;
  let clean: unknown[] | undefined;
  held.forEach((item: unknown, index) => {
    const repaired = withoutNulls(item, shape, onDrop, `${path}[${index}].`);
    if (repaired !== item) (clean ??= [...(held as unknown[])])[index] = repaired;
  });
  return clean ?? held;
}

function mapShape(held: unknown, inner: Shape): Shape {
  const keys = isJsonObject(held) ? Object.keys(held) : [];
  return { objects: Object.fromEntries(keys.map((key) => [key, inner])) };
}
