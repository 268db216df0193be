import { gather } from "../../run/gather.js";
import { type Contract, loadContract } from "../../check/index.js";
import { selectServers, selectsTool } from "../../config/filter.js";
import type { Settings } from "../../config/settings.js";
import { type Change, type ComparedServer, type CompareOptions, compareServers } from "../../diff/index.js";
import type { IntrospectOptions } from "../../introspect/index.js";
import { newFindings } from "../../lint/index.js";
import { type LockedServer, lockedServer, type LockFile } from "../../lock/index.js";
import { DEFAULT_LIMITS, schemaLimits, type ServerModel } from "../../model/index.js";
import { askingValues, type Given } from "../../options/option-values.js";
import { withOutputs } from "../../learn/with-outputs.js";
import { outputSources } from "../../run/output-sources.js";
import { withoutVolatile } from "../../volatile/without-volatile.js";
import { readState } from "./read-state.js";

/** How the servers are asked. */
interface Asking extends Pick<IntrospectOptions, "signal" | "onEvent"> {
  /** Prepares the settings for use, or throws. */
  readonly prepare: (settings: Settings) => Promise<Settings>;
}

/** Two states of the servers, compared. */
export interface Comparison {
  readonly contract: Contract;
  readonly before: readonly ServerModel[];
  readonly after: readonly ServerModel[];
  /** The rules of the comparison. */
  readonly rules: CompareOptions;
  readonly changes: readonly Change[];
  readonly servers: readonly ComparedServer[];
  /** The newer state by server, as a lock stores it. */
  readonly now: Readonly<Record<string, LockedServer>>;
}

/**
 * Compares what servers offer now with the lock or another state. Tools for which no code is generated are not compared.
 */
export async function compare(given: Given, cwd: string, asking: Asking): Promise<Comparison> {
  const contract = await loadContract(given, cwd);
  const { lock, lockPath } = contract;
  const older = given.against === undefined ? lock : await readState(given.against, lockPath, cwd);
  const newer =
    given.offline === true
      ? await offlineState(contract, given)
      : await liveState(given, contract, cwd, asking);
  const after = Object.values(newer.now)
    .map(({ model }) => model)
    .filter(({ key }) => newer.scope(key));
  const before = modelsOf(older)
    .filter(({ key }) => newer.scope(key))
    .map((model) => withoutSameVolatile(model, after));
  const { filter, names = {}, shorten = {} } = contract.options;
  const includes = (server: string, tool: string): boolean =>
    filter === undefined || selectsTool(server, tool, filter);
  const counts = ({ kind, server, name }: Change): boolean => kind !== "tool" || includes(server, name);
  const limits = { ...DEFAULT_LIMITS, ...contract.options.limits };
  const rules: CompareOptions = {
    limits: schemaLimits(limits),
    plan: { names, shorten, includes, limits },
    severities: contract.severities,
  };
  return {
    contract,
    before,
    after,
    rules,
    changes: [
      ...compareServers(before, after, rules).filter(counts),
      ...(given.lint === true ? newFindings(before, after).filter(counts) : []),
    ],
    servers: comparedServers(before, after, newer),
    now: newer.now,
  };
}

/**
 * Removes values found to be volatile, so that they do not count as changes even if the older state still contains one.
 */
function withoutSameVolatile(model: ServerModel, others: readonly ServerModel[]): ServerModel {
  const now = others.find(({ key }) => key === model.key);
  return withoutVolatile(model, now?.volatile ?? [], { last: now });
}

interface State {
  readonly now: Readonly<Record<string, LockedServer>>;
  /** Whether a server takes part in the comparison. */
  readonly scope: (key: string) => boolean;
  readonly status: "asked" | "locked";
  readonly errors: ReadonlyMap<string, { readonly code: string; readonly message: string }>;
}

/** The lock with the outputs that were learned or given since, as `generate --offline` would take them. */
async function offlineState(
  { lock, options }: Contract,
  { servers: include = [], exclude = [] }: Given,
): Promise<State> {
  const isNarrowed = include.length + exclude.length > 0;
  const keys = Object.keys(lock.servers);
  const chosen = new Set(isNarrowed ? selectServers(keys, { include, exclude }) : []);
  const scope = (key: string): boolean => !isNarrowed || chosen.has(key);
  const { models } = withOutputs(modelsOf(lock), await outputSources(options));
  const now = Object.fromEntries(
    models.map((model) => {
      const last = lock.servers[model.key];
      return [model.key, { ...last, ...lockedServer(model, last?.transport) }];
    }),
  );
  return { now, scope, status: "locked", errors: new Map() };
}

async function liveState(
  given: Given,
  { lock, options, out }: Contract,
  cwd: string,
  { prepare, ...asking }: Asking,
): Promise<State> {
  const { loadSettings } = await import("../../config/settings.js");
  const loaded = await loadSettings({ ...given, config: given.config ?? options.configPath, out }, cwd, {
    passing: true,
  });
  const settings = await prepare(loaded);
  const { introspect } = await import("../../introspect/index.js");
  const asked = await introspect(settings.entries, {
    ...asking,
    ...askingValues(settings),
    configPath: settings.servers.path,
    last: lock.servers,
  });
  const { models: answered, reports, transports } = gather(settings, asked, lock);
  const { models } = withOutputs(answered, await outputSources(options));
  const errors = new Map(
    reports.flatMap(({ key, error }) => (error === undefined ? [] : [[key, error] as const])),
  );
  const now = Object.fromEntries(
    models.map((model) => [model.key, lockedServer(model, transports.get(model.key))]),
  );
  const isNarrowed = given.servers !== undefined || given.exclude !== undefined;
  const keys = new Set(settings.entries.map(({ key }) => key));
  const known = (key: string): boolean => isConfigured(settings, key);
  return {
    now,
    // a server that could not be queried and was never locked is not compared; one that left the config counts as removed
    scope: (key) => (keys.has(key) && Object.hasOwn(now, key)) || (!isNarrowed && !known(key)),
    status: "asked",
    errors,
  };
}

function isConfigured({ servers: { config } }: Settings, key: string): boolean {
  return config.servers.some((entry) => entry.key === key) || Object.hasOwn(config.rejected, key);
}

function modelsOf({ servers }: LockFile): readonly ServerModel[] {
  return Object.values(servers).map(({ model }) => model);
}

function comparedServers(
  before: readonly ServerModel[],
  after: readonly ServerModel[],
  { status, errors }: State,
): readonly ComparedServer[] {
  const now = new Map(after.map((model) => [model.key, model]));
  const keys = new Set([...before.map(({ key }) => key), ...now.keys(), ...errors.keys()]);
  return [...keys].sort().map((key) => {
    const model = now.get(key);
    const error = errors.get(key);
    return {
      key,
      status: error !== undefined ? "failed" : model === undefined ? "removed" : status,
      ...(error !== undefined && { error }),
      tools: model?.tools.map(({ name }) => name) ?? [],
    };
  });
}
