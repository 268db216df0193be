import { isJsonObject } from "../../json/json.js";

/** Pointer segments that are keywords, and so not usable as names. */
const STRUCTURE: ReadonlySet<string> = new Set([
  "$defs",
  "definitions",
  "properties",
  "patternProperties",
  "dependentSchemas",
  "allOf",
  "anyOf",
  "oneOf",
  "prefixItems",
]);

/** Suggests a name for a referenced schema: its key in `$defs`, else its anchor, else its title, else its position. */
export function suggestName(raw: unknown, pointer: string): string {
  const segments = pointer
    .slice(pointer.indexOf("#") + 1)
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
  const parent = segments.at(-2);
  if (parent === "$defs" || parent === "definitions") return segments.at(-1) ?? "";
  if (isJsonObject(raw)) {
    const named = [raw["$anchor"], raw["$dynamicAnchor"], raw["title"]].find(
      (name) => typeof name === "string" && name !== "",
    );
    if (typeof named === "string") return named;
  }
  const telling = segments.filter((segment) => !STRUCTURE.has(segment));
  return telling.slice(-2).join(" ");
}
