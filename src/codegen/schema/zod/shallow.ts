import type { Json } from "../../../shared/json/json.js";

/** Deeper than any schema that the reader reads: a subschema and a map around it for each level, and the values below. */
const MAX_DEPTH = 256;

/**
 * Drops from a schema what is never read, so that it can be written out: parts nested too deeply, and numbers that JavaScript
 * cannot represent.
 */
export function shallow(value: Json, depth = 0): Json {
  if (typeof value === "number" && !Number.isFinite(value)) return null;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= MAX_DEPTH) return true;
  if (Array.isArray(value)) return value.map((item: Json) => shallow(item, depth + 1));
  const entries = Object.entries(value).filter(
    ([key, inner]) => !((key === "enum" || key === "const") && isInfinite(inner as Json, depth)),
  );
  return Object.fromEntries(entries.map(([key, inner]) => [key, shallow(inner as Json, depth + 1)]));
}

/** Whether `value` contains a number that JavaScript makes infinite: the reader then ignores the values of an `enum`. */
function isInfinite(value: Json, depth: number): boolean {
  if (typeof value !== "object" || value === null)
    return typeof value === "number" && !Number.isFinite(value);
  return depth < MAX_DEPTH && Object.values(value).some((inner: Json) => isInfinite(inner, depth + 1));
}
