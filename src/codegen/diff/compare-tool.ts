import { canonicalJson } from "../../shared/json/canonical.js";
import type { Json } from "../../shared/json/json.js";
import type { SchemaLimits } from "../../shared/json-schema/index.js";
import type { ToolAnnotations, ToolModel } from "../model/index.js";
import type { Note } from "./note.js";
import { compareText, pair } from "./pair.js";
import { compareSchemas } from "./schema/compare-schemas.js";
import { severityOf } from "./schema/finding.js";

export function compareTools(
  before: readonly ToolModel[],
  after: readonly ToolModel[],
  note: Note,
  limits: Partial<SchemaLimits>,
): void {
  pair("tool", before, after, nameOf, note, (was, is, name) => {
    if (canonicalJson(was) === canonicalJson(is)) return;
    compareText("tool", name, "title", was.title, is.title, note);
    compareText("tool", name, "description", was.description, is.description, note);
    noteFindings(name, "input", was.inputSchema, is.inputSchema, note, limits);
    compareOutput(name, was.outputSchema, is.outputSchema, note, limits);
    compareHints(name, was.annotations ?? {}, is.annotations ?? {}, note);
    compareTasks(name, was.taskSupport ?? "forbidden", is.taskSupport ?? "forbidden", note);
  });
}

function nameOf(tool: ToolModel): string {
  return tool.name;
}

function noteFindings(
  name: string,
  part: "input" | "output",
  was: Json,
  is: Json,
  note: Note,
  limits: Partial<SchemaLimits>,
): void {
  for (const { effect, rule, message, pointer, before, after } of compareSchemas(was, is, limits)) {
    note("tool", name, part, severityOf(effect, part), rule, message, { pointer, before, after });
  }
}

/** A method without an output schema resolves to content, and one with it to data: either way, callers must be rewritten. */
function compareOutput(
  name: string,
  was: Json | undefined,
  is: Json | undefined,
  note: Note,
  limits: Partial<SchemaLimits>,
): void {
  if (was === undefined && is === undefined) return;
  if (was !== undefined && is !== undefined) return noteFindings(name, "output", was, is, note, limits);
  const [rule, message] =
    was === undefined
      ? ["output-schema-added", "an output schema was added: the method resolves to data instead of content"]
      : [
          "output-schema-removed",
          "the output schema is gone: the method resolves to content instead of data",
        ];
  note("tool", name, "output", "breaking", rule, message);
}

/** Hints break nothing, but people and models decide by them whether to call at all. */
function compareHints(name: string, was: ToolAnnotations, is: ToolAnnotations, note: Note): void {
  for (const hint of [
    "title",
    "readOnlyHint",
    "destructiveHint",
    "idempotentHint",
    "openWorldHint",
  ] as const) {
    if (was[hint] === is[hint]) continue;
    const message = `${hint}: ${was[hint] ?? "unset"} → ${is[hint] ?? "unset"}`;
    note(
      "tool",
      name,
      "annotations",
      "dangerous",
      `${hint.toLowerCase()}-changed`,
      hint === "title" ? "the title changed" : message,
      {
        before: was[hint],
        after: is[hint],
      },
    );
  }
}

/** A tool that only runs as a task refuses plain calls, and one that never does refuses tasks. */
function compareTasks(name: string, was: string, is: string, note: Note): void {
  if (was === is) return;
  const breaks = is === "required" || was === "required" || is === "forbidden";
  note(
    "tool",
    name,
    "execution",
    breaks ? "breaking" : "safe",
    "task-support-changed",
    `task support: ${was} → ${is}`,
    { before: was, after: is },
  );
}
