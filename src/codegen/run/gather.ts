import {
  countsOf,
  LIST_METHODS,
  type ListName,
  type ModelDiagnostic,
  type ServerModel,
} from "../model/index.js";
import type { IntrospectResult } from "../introspect/index.js";
import { type LockFile, transportFacts, type TransportFacts } from "../lock/index.js";
import type { GenerateOptions, ServerReport } from "./generate-options.js";

/** The part of a lock that says what servers offered. */
export type RememberedServers = Pick<LockFile, "servers">;

/** What a run generates from, and the result for each server. */
export interface Gathered {
  readonly models: readonly ServerModel[];
  readonly reports: readonly ServerReport[];
  readonly transports: ReadonlyMap<string, TransportFacts>;
}

/** Combines the servers' answers with the lock's entries for servers that did not answer. */
export function gather(
  options: Pick<GenerateOptions, "entries" | "others">,
  asked: IntrospectResult,
  lock: RememberedServers | undefined,
): Gathered {
  const said = new Map(asked.models.map((model) => [model.key, model]));
  const failures = new Map(asked.failures.map((failure) => [failure.server, failure]));
  const models: ServerModel[] = [];
  const reports: ServerReport[] = [];
  const transports = new Map<string, TransportFacts>();
  for (const entry of options.entries) {
    const { key } = entry;
    const remembered = lockedModel(lock, key);
    const durationMs = asked.durations.get(key) ?? 0;
    const model = said.get(key);
    if (model !== undefined) {
      const complete = withLists(model, asked.failedLists.get(key) ?? [], remembered);
      models.push(complete);
      transports.set(key, transportFacts(entry));
      reports.push({ key, status: "generated", ...countsOf(complete), era: complete.era, durationMs });
      continue;
    }
    const { code = "SERVER_FAILED", message = "It was not asked." } = failures.get(key) ?? {};
    const error = { code, message };
    if (remembered === undefined)
      reports.push({
        key,
        status: "skipped",
        tools: 0,
        resources: 0,
        templates: 0,
        prompts: 0,
        durationMs,
        error,
      });
    else
      reports.push({ key, status: "kept", ...countsOf(remembered), era: remembered.era, durationMs, error });
    if (remembered !== undefined) keep(key, remembered);
  }
  for (const key of options.others ?? []) {
    const remembered = lockedModel(lock, key);
    if (remembered !== undefined && !models.some((model) => model.key === key)) keep(key, remembered);
  }
  return { models, reports, transports };

  function keep(key: string, model: ServerModel): void {
    models.push(model);
    const transport = lock?.servers[key]?.transport;
    if (transport !== undefined) transports.set(key, transport);
  }
}

/** Takes every server from the lock, without asking any. */
export function gatherOffline(
  { entries, others = [] }: Pick<GenerateOptions, "entries" | "others">,
  lock: RememberedServers | undefined,
): Gathered {
  const wanted = entries.length === 0 ? Object.keys(lock?.servers ?? {}) : entries.map(({ key }) => key);
  const found = [...new Set([...wanted, ...others])].flatMap((key) => {
    const model = lockedModel(lock, key);
    return model === undefined ? [] : [{ key, model, transport: lock?.servers[key]?.transport }];
  });
  const reports = wanted.map((key): ServerReport => {
    const model = lockedModel(lock, key);
    if (model !== undefined)
      return { key, status: "generated", ...countsOf(model), era: model.era, durationMs: 0 };
    const error = {
      code: "NOT_IN_LOCK",
      message: "The lock does not contain it.",
      hint: "Generate once without --offline.",
    };
    return { key, status: "skipped", tools: 0, resources: 0, templates: 0, prompts: 0, durationMs: 0, error };
  });
  const transports = new Map(
    found.flatMap(({ key, transport }) => (transport === undefined ? [] : [[key, transport] as const])),
  );
  return { models: found.map(({ model }) => model), reports, transports };
}

function lockedModel(lock: RememberedServers | undefined, key: string): ServerModel | undefined {
  return lock !== undefined && Object.hasOwn(lock.servers, key) ? lock.servers[key]?.model : undefined;
}

/** Keeps the previous items of a list that could not be read, so that a short outage removes nothing from generated code. */
function withLists(
  model: ServerModel,
  failed: readonly ListName[],
  remembered: ServerModel | undefined,
): ServerModel {
  const kept = failed.filter((list) => remembered !== undefined && remembered[list].length > 0);
  if (remembered === undefined || kept.length === 0) return model;
  const notes = kept.map((list): ModelDiagnostic => ({
    code: "LIST_KEPT",
    severity: "warning",
    subject: LIST_METHODS[list],
    message: `It could not be read; the ${remembered[list].length} items of the previous run were kept.`,
  }));
  return {
    ...model,
    ...Object.fromEntries(kept.map((list) => [list, remembered[list]])),
    diagnostics: [...model.diagnostics, ...notes],
  };
}

/** Returns 0 if every server answered, 4 if none did, 3 if some did not, unless that is allowed. */
export function exitCodeOf(reports: readonly ServerReport[], allowPartial: boolean): 0 | 3 | 4 {
  const failed = reports.filter(({ error }) => error !== undefined).length;
  if (failed === 0) return 0;
  if (failed === reports.length) return 4;
  return allowPartial ? 0 : 3;
}
