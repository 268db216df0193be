import type { Json } from "../../shared/json/json.js";
import { didYouMean } from "../../shared/text/suggest.js";
import { type LearnedOutput, orderSchema, type ServerModel, type ToolModel } from "../model/index.js";
import type { PlanDiagnostic } from "../plan/index.js";
import { LEARNED_NAME, type LearnedFile, type LearnedTool } from "./learned-file.js";

/** Where the outputs of tools that declare none come from. */
export interface OutputSources {
  /** `mcp.learned.json`; `undefined` if there is none. */
  readonly learned: LearnedFile | undefined;
  /**
   * `outputs` of fmcp.config, by `server.tool`. `undefined` if it is not set, which leaves the models as they are.
   */
  readonly given: Readonly<Record<string, Json>> | undefined;
}

/** Adds known outputs to tools that declare none, and reports the parts of the sources that are not used. */
export function withOutputs(
  models: readonly ServerModel[],
  { learned, given }: OutputSources,
): { readonly models: readonly ServerModel[]; readonly diagnostics: readonly PlanDiagnostic[] } {
  const diagnostics: PlanDiagnostic[] = [];
  const changed = models.map((model) => {
    const { key: server } = model;
    const known = own(learned?.servers ?? {}, server) ?? {};
    const tools = model.tools.map((tool) => {
      const id = `${server}.${tool.name}`;
      const entry = own(known, tool.name);
      const schema = own(given ?? {}, id);
      if (tool.outputSchema !== undefined) {
        if (schema !== undefined) diagnostics.push(declared(server, id, "`outputs`", "warning"));
        if (entry !== undefined) diagnostics.push(declared(server, id, LEARNED_NAME, "info"));
        return withLearned(tool, undefined);
      }
      const kept = given === undefined && tool.learned?.answers === undefined ? tool.learned : undefined;
      if (schema !== undefined)
        return withLearned(tool, { schema: orderSchema(schema), form: entry?.form ?? "json" });
      return withLearned(tool, kept ?? (entry === undefined ? undefined : ofEntry(entry)));
    });
    const names = model.tools.map(({ name }) => name);
    for (const name of Object.keys(known))
      if (!names.includes(name)) diagnostics.push(unknown(server, name, LEARNED_NAME, names));
    for (const id of Object.keys(given ?? {}))
      if (isNearest(id, server, models) && !names.includes(id.slice(server.length + 1)))
        diagnostics.push(unknown(server, id.slice(server.length + 1), "`outputs`", names));
    return { ...model, tools };
  });
  return { models: changed, diagnostics };
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Whether `id` names a tool of this server, that is, no longer key of a server matches. */
function isNearest(id: string, server: string, models: readonly ServerModel[]): boolean {
  const fitting = models.map(({ key }) => key).filter((key) => id.startsWith(`${key}.`));
  return fitting.sort((a, b) => b.length - a.length)[0] === server;
}

function ofEntry({ schema, form = "json", answers, version }: LearnedTool): LearnedOutput {
  return { schema: orderSchema(schema), form, answers, ...(version !== undefined && { version }) };
}

function withLearned({ learned: _, ...tool }: ToolModel, learned: LearnedOutput | undefined): ToolModel {
  return learned === undefined ? tool : { ...tool, learned };
}

function declared(
  server: string,
  subject: string,
  source: string,
  severity: "info" | "warning",
): PlanDiagnostic {
  const message = `The server declares an output schema for it, which is used: its entry in ${source} can be removed.`;
  return { code: "OUTPUT_DECLARED", severity, server, subject, message };
}

function unknown(server: string, name: string, source: string, names: readonly string[]): PlanDiagnostic {
  return {
    code: "OUTPUT_FITS_NOTHING",
    severity: "warning",
    server,
    subject: `${server}.${name}`,
    message: `It has no tool with this name, so its entry in ${source} is not used.${didYouMean(name, names)}`,
  };
}
