import type { Json } from "../../shared/json/json.js";
import type { SchemaLimits } from "../../shared/json-schema/index.js";
import type { ServerModel, ToolModel } from "../model/index.js";
import { outputSchema } from "../plan/index.js";
import type { Note } from "./note.js";
import { compareSchemas } from "./schema/compare-schemas.js";
import { severityOf } from "./schema/finding.js";

/** The output of a tool: as declared by the server, or as learned or given if the server declares none. */
export interface ToolOutput {
  readonly schema: Json;
  /** What the method resolves to: the schema without a framework's wrapper. */
  readonly data: Json;
  readonly learned: boolean;
}

/** Returns the output; `undefined` if it is unknown and the method resolves to content. */
export function outputOf(
  { outputSchema: declared, learned }: ToolModel,
  era: ServerModel["era"],
): ToolOutput | undefined {
  if (declared !== undefined)
    return { schema: declared, data: outputSchema(declared, era).schema, learned: false };
  return learned === undefined ? undefined : { schema: learned.schema, data: learned.schema, learned: true };
}

/**
 * Compares outputs. A method with an unknown output resolves to content, another one to data: when one becomes the other, callers
 * must be rewritten.
 */
export function compareOutputs(
  name: string,
  was: ToolOutput | undefined,
  is: ToolOutput | undefined,
  note: Note,
  limits: Partial<SchemaLimits>,
): void {
  if (was !== undefined && is !== undefined) {
    const part = is.learned ? "learned output" : "output";
    if (was.learned && !is.learned)
      note(
        "tool",
        name,
        part,
        "safe",
        "output-declared",
        "the server now declares the output, which was learned before",
      );
    if (!was.learned && is.learned)
      note(
        "tool",
        name,
        part,
        "safe",
        "output-learned",
        "the learned output replaces the output schema that the server no longer declares",
      );
    const [old, now] = was.learned === is.learned ? [was.schema, is.schema] : [was.data, is.data];
    for (const { effect, rule, message, pointer, before, after } of compareSchemas(old, now, limits))
      note("tool", name, part, severityOf(effect, "output"), rule, message, { pointer, before, after });
  } else if (is !== undefined) {
    const [part, rule, what] = is.learned ? LEARNED : ADDED;
    note("tool", name, part, "breaking", rule, `${what}: the method resolves to data instead of content`);
  } else if (was !== undefined) {
    const [part, rule, what] = was.learned ? FORGOTTEN : REMOVED;
    note("tool", name, part, "breaking", rule, `${what}: the method resolves to content instead of data`);
  }
}

const ADDED = ["output", "output-schema-added", "an output schema was added"] as const;
const REMOVED = ["output", "output-schema-removed", "the output schema was removed"] as const;
const LEARNED = ["learned output", "output-learned", "its output was learned"] as const;
const FORGOTTEN = ["learned output", "learned-output-removed", "its learned output was removed"] as const;
