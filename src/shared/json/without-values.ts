import { isJsonObject, type Json } from "./json.js";

/** Returns a copy of `value` without the members that JSON pointers (RFC 6901) name. Ignores pointers to nothing. */
export function withoutValues(value: Json, pointers: readonly string[]): Json {
  return pointers.reduce((rest, pointer) => without(rest, segmentsOf(pointer)), value);
}

/** Splits a JSON pointer into segments. */
export function segmentsOf(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Joins `segments` to a JSON pointer. */
export function pointerTo(segments: readonly string[]): string {
  return segments.map((segment) => `/${segment.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function without(value: Json, [segment, ...deeper]: readonly string[]): Json {
  if (segment === undefined) return value;
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    return deeper.length === 0
      ? items
      : items.map((item, index) => (String(index) === segment ? without(item, deeper) : item));
  }
  if (!isJsonObject(value) || !Object.hasOwn(value, segment)) return value;
  const members = Object.entries(value).flatMap(([name, member]): [string, Json][] => {
    if (name !== segment) return [[name, member as Json]];
    return deeper.length === 0 ? [] : [[name, without(member as Json, deeper)]];
  });
  return Object.fromEntries(members);
}
