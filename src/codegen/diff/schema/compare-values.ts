import { canonicalJson } from "../../../shared/json/canonical.js";
import type { Json } from "../../../shared/json/json.js";
import { acceptsNode, type SchemaDocument, type SchemaNode } from "../../../shared/json-schema/index.js";
import { show } from "../../../shared/text/show.js";
import type { Comparison } from "./comparison.js";

/** Compares `enum` and `const`. Returns true if they decide: the remaining values describe both schemas completely. */
export function compareValues(
  before: SchemaNode,
  after: SchemaNode,
  pointer: string,
  comparison: Comparison,
): boolean {
  const [old, now] = [possible(before, comparison.before), possible(after, comparison.after)];
  if (old === undefined && now === undefined) return false;
  const documents = [comparison.after, comparison.before] as const;
  const gone = old?.filter((value) => !acceptsNode(documents[0], after, value)) ?? [];
  const come = now?.filter((value) => !acceptsNode(documents[1], before, value)) ?? [];
  if (old === undefined) {
    const effect = come.length > 0 ? "changed" : "narrower";
    comparison.add(
      effect,
      "enum-added",
      pointer,
      `now only ${list(now as Json[])}`,
      undefined,
      now as Json[],
    );
  } else if (now === undefined) {
    const effect = gone.length > 0 ? "changed" : "wider";
    comparison.add(effect, "enum-removed", pointer, `no longer only ${list(old)}`, old);
  } else {
    if (gone.length > 0)
      comparison.add(
        "narrower",
        "enum-value-removed",
        pointer,
        `${list(gone)} is no longer allowed`,
        old,
        now,
      );
    if (come.length > 0)
      comparison.add("wider", "enum-value-added", pointer, `${list(come)} is now allowed`, old, now);
  }
  return true;
}

/** Returns the listed values that the rest of the schema also accepts, each once. */
function possible(node: SchemaNode, document: SchemaDocument): Json[] | undefined {
  if (node.values === undefined) return undefined;
  const distinct = new Map(node.values.map((value) => [canonicalJson(value), value]));
  return [...distinct.values()].filter((value) => acceptsNode(document, node, value));
}

function list(values: readonly Json[]): string {
  if (values.length === 0) return "nothing";
  const shown = values.slice(0, 5).map((value) => show(JSON.stringify(value), 60));
  return shown.join(", ") + (values.length > shown.length ? ` and ${values.length - shown.length} more` : "");
}
