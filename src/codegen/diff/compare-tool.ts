import { canonicalJson } from "../../shared/json/canonical.js";
import type { Json } from "../../shared/json/json.js";
import type { SchemaLimits } from "../../shared/json-schema/index.js";
import type { ServerModel, ToolAnnotations, ToolModel } from "../model/index.js";
import { compareOutputs, outputOf } from "./compare-output.js";
import type { Note } from "./note.js";
import { compareText, pair } from "./pair.js";
import { compareSchemas } from "./schema/compare-schemas.js";
import { severityOf } from "./schema/finding.js";

export function compareTools(
  before: Pick<ServerModel, "era" | "tools">,
  after: Pick<ServerModel, "era" | "tools">,
  note: Note,
  limits: Partial<SchemaLimits>,
): void {
  pair("tool", before.tools, after.tools, nameOf, note, (was, is, name) => {
    if (canonicalJson(was) === canonicalJson(is)) return;
    compareText("tool", name, "title", was.title, is.title, note);
    compareText("tool", name, "description", was.description, is.description, note);
    compareInput(name, was.inputSchema, is.inputSchema, note, limits);
    compareOutputs(name, outputOf(was, before.era), outputOf(is, after.era), note, limits);
    compareHints(name, was.annotations ?? {}, is.annotations ?? {}, note);
    compareTasks(name, was.taskSupport ?? "forbidden", is.taskSupport ?? "forbidden", note);
  });
}

function compareInput(name: string, was: Json, is: Json, note: Note, limits: Partial<SchemaLimits>): void {
  for (const { effect, rule, message, pointer, before, after } of compareSchemas(was, is, limits))
    note("tool", name, "input", severityOf(effect, "input"), rule, message, { pointer, before, after });
}

function nameOf(tool: ToolModel): string {
  return tool.name;
}

/** Compares hints. They break nothing, but people and models decide by them whether to call a tool. */
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

/**
 * Compares task support: a tool that only runs as a task refuses plain calls, and one that never does refuses
 * tasks.
 */
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
