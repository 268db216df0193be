import type { SchemaNode } from "../../../shared/json-schema/index.js";

const NOT_ASSERTIONS: ReadonlySet<string> = new Set(["refThrough", "pointer", "resource", "annotations"]);

/** Whether a schema asserts nothing besides `keywords`; without any, whether it asserts nothing at all. */
export function isOnly(node: SchemaNode, ...keywords: readonly (keyof SchemaNode)[]): boolean {
  return Object.entries(node).every(
    ([key, value]) =>
      keywords.some((keyword) => keyword === key) || value === undefined || NOT_ASSERTIONS.has(key),
  );
}
