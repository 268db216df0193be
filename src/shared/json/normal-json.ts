import { type Json, type JsonObject, objectOf } from "./json.js";

/** Whether `value` is nested deeper than `limit`. Keeps its own list, so that no depth overflows the stack. */
export function deeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    const below: unknown[] = [];
    for (const item of level)
      if (typeof item === "object" && item !== null)
        for (const member of Object.values(item)) below.push(member);
    level = below;
  }
  return false;
}

/**
 * Converts a value to what JSON preserves, so that a model survives being written to a file: `-0` becomes `0`, a number that
 * overflowed (`1e400`) becomes the largest one, and what JSON cannot represent is dropped.
 */
export function normalJson(value: unknown): Json {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      if (Number.isFinite(value)) return value === 0 ? 0 : value;
      return Number.isNaN(value) ? null : Math.sign(value) * Number.MAX_VALUE;
    case "object":
      if (value === null) return null;
      if (Array.isArray(value)) return value.map(normalJson);
      return normalObject(value);
    default:
      return null;
  }
}

/** Applies {@link normalJson} to an object's own members. */
export function normalObject(value: object): JsonObject {
  const members = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(value).filter((key) => members[key] !== undefined);
  return objectOf(keys, (key) => normalJson(members[key]));
}
