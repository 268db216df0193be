import { isDeepStrictEqual } from "node:util";
import { byCodeUnit } from "../../shared/json/canonical.js";
import type { SchemaLimits } from "../../shared/json-schema/index.js";
import type { ServerModel } from "../model/index.js";
import { type PlanOptions, planServers, type ServerPlan } from "../plan/index.js";
import type { Change } from "./change.js";
import { compareCode } from "./code/compare-code.js";
import { comparePrompts } from "./compare-prompt.js";
import { compareResources, compareTemplates } from "./compare-resource.js";
import { compareTools } from "./compare-tool.js";
import { compareServer } from "./compare-server.js";
import { judged, type Severities } from "./judge.js";
import { type Note, noteFor } from "./note.js";

/** The options of a comparison. */
export interface CompareOptions {
  readonly limits?: Partial<SchemaLimits>;
  /** For names in the generated code: the user's own names, and the tools left out. */
  readonly plan?: Partial<PlanOptions>;
  /** Severities of changes by rule, where the user sets them. */
  readonly severities?: Severities;
}

/**
 * Returns every difference between two states of the servers of a config, judged by its effect on calling code. Sorted by
 * server, then tools, prompts, resources and templates, each by name.
 */
export function compareServers(
  before: readonly ServerModel[],
  after: readonly ServerModel[],
  { limits = {}, plan = {}, severities = {} }: CompareOptions = {},
): readonly Change[] {
  const [old, now] = [byKey(before), byKey(after)];
  // most runs find no change, so names and types need not be computed
  if (isDeepStrictEqual(old, now)) return [];
  const [oldCode, nowCode] = [plansByKey(before, plan), plansByKey(after, plan)];
  return [...new Set([...old.keys(), ...now.keys()])].sort(byCodeUnit).flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const changes: Change[] = [];
    const note = noteFor(key, changes);
    if (was !== undefined && is !== undefined) {
      compareTwo(was, is, note, limits);
      const broken = new Set(changes.filter(breaksCalls).map(({ name }) => name));
      const [code, codeNow] = [oldCode.get(key), nowCode.get(key)] as [ServerPlan, ServerPlan];
      compareCode(code, codeNow, note, (tool) => broken.has(tool));
      changes.splice(0, Infinity, ...changes.map((change) => asTold(change, code, codeNow)));
    } else if (is !== undefined) note("server", key, "presence", "safe", "server-added", "the server is new");
    else note("server", key, "presence", "breaking", "server-removed", "the server was removed");
    return judged(changes, severities);
  });
}

function compareTwo(
  before: ServerModel,
  after: ServerModel,
  note: Note,
  limits: Partial<SchemaLimits>,
): void {
  compareServer(before, after, note);
  compareTools(before, after, note, limits);
  comparePrompts(before.prompts, after.prompts, note, limits);
  compareResources(before.resources, after.resources, note);
  compareTemplates(before.resourceTemplates, after.resourceTemplates, note);
}

/** Adjusts a change of a description of which models read only a part (`shorten`). */
function asTold(change: Change, before: ServerPlan, after: ServerPlan): Change {
  const { kind, part, name, message } = change;
  if (kind !== "tool" || part !== "description") return change;
  const [was, is] = [before, after].map(({ tools }) => tools.find(({ tool }) => tool.name === name));
  if (was?.told === was?.tool.description && is?.told === is?.tool.description) return change;
  if (was?.told !== is?.told) return { ...change, message: `${message}, part of which models read` };
  return { ...change, severity: "safe", message: `${message}, but not the part that models read` };
}

function byKey(models: readonly ServerModel[]): ReadonlyMap<string, ServerModel> {
  return new Map(models.map((model) => [model.key, model]));
}

function plansByKey(
  models: readonly ServerModel[],
  options: Partial<PlanOptions>,
): ReadonlyMap<string, ServerPlan> {
  return new Map(planServers(models, options).servers.map((plan) => [plan.model.key, plan]));
}

function breaksCalls({ kind, part, severity }: Change): boolean {
  return kind === "tool" && part === "input" && severity === "breaking";
}
