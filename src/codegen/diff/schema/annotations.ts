import { canonicalJson } from "../../../shared/json/canonical.js";
import type { Json } from "../../../shared/json/json.js";
import type { Annotations, SchemaNode } from "../../../shared/json-schema/index.js";
import type { Comparison } from "./comparison.js";

const NAMES: readonly (keyof Annotations)[] = [
  "title",
  "description",
  "default",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
  "format",
  "contentEncoding",
  "contentMediaType",
];

/** Compares annotations: they assert nothing, but people and models act on them. */
export function compareAnnotations(
  before: SchemaNode,
  after: SchemaNode,
  pointer: string,
  comparison: Comparison,
): void {
  for (const name of NAMES) {
    const [old, now] = [
      before.annotations[name] as Json | undefined,
      after.annotations[name] as Json | undefined,
    ];
    if (old === now || canonicalJson(old) === canonicalJson(now)) continue;
    const what = old === undefined ? "was added" : now === undefined ? "was removed" : "changed";
    comparison.add("text", `${kebab(name)}-changed`, pointer, `${name} ${what}`, old, now);
  }
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
