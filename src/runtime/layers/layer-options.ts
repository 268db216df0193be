import { type CacheStore, defaultMemoryStore, type MemoryStoreOptions } from "../cache/cache-store.js";
import { type CacheableMethod, cacheableMethods, maxTtlMs } from "../cache/freshness.js";
import { type CacheOptions, defaultCache } from "../cache/cache-options.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { defaultEjection, type EjectionOptions } from "../replicas/ejection.js";
import { type BalanceOptions, defaultBalance, defaultHealthCheck } from "../replicas/replica-options.js";
import { policies, type PolicyName } from "../replicas/policies/index.js";
import { defaultBudget } from "../retry/budget.js";
import {
  boolean,
  callable,
  either,
  type Field,
  integer,
  number,
  object,
  oneOf,
  record,
  refuse,
  string,
  switchable,
  time,
} from "./fields.js";
import type { Layer } from "./layer.js";
import { defaultHedge, type HedgeOptions } from "./hedge-layer.js";
import { defaultQueue, type QueueOptions } from "./queue-layer.js";
import { defaultRetry, type RetryOptions } from "./retry-layer.js";

type DeepPartial<T> = {
  readonly [K in keyof T]?: T[K] extends object | false
    ? DeepPartial<Exclude<T[K], false>> | Extract<T[K], false>
    : T[K];
};

/** Settings of retries; omitted ones have their defaults. */
export type RetrySettings = DeepPartial<RetryOptions>;
/** Settings of the request queue; omitted ones have their defaults. */
export type QueueSettings = Partial<QueueOptions>;
/** Settings of hedged requests; omitted ones have their defaults. */
export type HedgeSettings = Partial<HedgeOptions>;
/** Settings of the response cache; omitted ones have their defaults. */
export type CacheSettings = Partial<Omit<CacheOptions, "store">> & {
  readonly store?: CacheStore | Partial<MemoryStoreOptions>;
};
/** How requests are distributed over replicas; omitted settings have their defaults. */
export interface BalanceSettings extends Partial<Omit<BalanceOptions, "ejection" | "healthCheck" | "queue">> {
  readonly ejection?: boolean | Partial<EjectionOptions>;
  readonly healthCheck?: boolean | { readonly intervalMs?: number; readonly timeoutMs?: number };
}

/**
 * Settings of the layers, in code or under a server in the config file; each layer is off unless set. `true` means the
 * defaults.
 */
export interface LayerSettings {
  readonly retry?: boolean | RetrySettings;
  readonly cache?: boolean | CacheSettings;
  readonly queue?: boolean | QueueSettings;
  /** Sends slow reads again; the first answer counts. */
  readonly hedge?: boolean | HedgeSettings;
  /** For a server with replicas. */
  readonly balance?: BalanceSettings;
  /** Your own layers, outermost first, around all others. Only in code. */
  readonly interceptors?: readonly Layer[];
}

/** Checked settings with their defaults filled in. `undefined`: off. */
export interface LayerOptions {
  readonly retry: RetryOptions | undefined;
  readonly cache: CacheOptions | undefined;
  readonly queue: QueueOptions | undefined;
  readonly hedge: HedgeOptions | undefined;
  readonly balance: BalanceOptions;
  readonly interceptors: readonly Layer[];
}

const duration = time(0);
const budget = object({ maxTokens: number(1, 1_000), refill: number(0, 1) }, defaultBudget);
const retryField = object<RetryOptions>(
  {
    attempts: integer(1, 5),
    baseDelayMs: duration,
    maxDelayMs: duration,
    attemptTimeoutMs: duration,
    budget: either(budget, falseOnly("false or an object"), (value) => value !== false),
  },
  defaultRetry,
);
const queueField = object<QueueOptions>(
  { concurrency: integer(1, 100_000), limit: integer(0, 10_000_000) },
  defaultQueue,
);

const hedgeField = object<HedgeOptions>(
  { percentile: number(0.5, 0.999), minDelayMs: duration },
  defaultHedge,
);

const ttl = number(0, maxTtlMs);
const ttlByMethod: Field<Readonly<Partial<Record<CacheableMethod, number>>>> = (value, path) => {
  const times = record(ttl)(value, path);
  for (const method of Object.keys(times)) oneOf(...cacheableMethods)(method, `key of ${path}`);
  return times;
};
const memory = object<MemoryStoreOptions>(
  { maxEntries: integer(1, 10_000_000), maxSize: integer(1, 2 ** 40) },
  defaultMemoryStore,
);
const cacheField = object<CacheOptions>(
  {
    ttlMs: either(ttlByMethod, ttl, (value) => typeof value === "object"),
    tools: record(ttl),
    staleIfErrorMs: number(0, maxTtlMs),
    partition: either(callable(), string, (value) => typeof value === "function"),
    store: either(
      customStore,
      memory,
      (value) => typeof (value as { get?: unknown } | null)?.get === "function",
    ),
  },
  defaultCache,
);

const ejection = object<EjectionOptions>(
  {
    consecutiveFailures: integer(1, 10_000),
    failureRate: number(0.01, 1),
    minimumRequests: integer(1, 1_000_000),
    minimumReplicas: integer(1, 10_000),
    intervalMs: time(100),
    durationMs: time(1),
    maxDurationMs: time(1),
  },
  defaultEjection,
);
const healthCheck = object({ intervalMs: time(100), timeoutMs: time(1) }, defaultHealthCheck);
const policyNames = [...(Object.keys(policies) as PolicyName[]), "auto"] as const;
const orFunction = (value: unknown): boolean => typeof value === "function";
const balanceField = object<BalanceOptions>(
  {
    policy: either(callable(), oneOf(...policyNames), orFunction),
    ejection: orFalse(ejection),
    healthCheck: orFalse(healthCheck),
    affinity: either(callable(), oneOf("auto", "none"), orFunction),
    verify: boolean,
    expectedDigest: string,
    queue: queueField,
  },
  defaultBalance,
);

/**
 * Checks the settings of one client and fills in the defaults. Ignores keys that are not settings of a layer.
 *
 * @param path position of the settings, for errors, such as `mcpServers.weather`
 * @throws {ConfigurationError} naming the path, the value and what is allowed
 */
export function layerOptions(
  settings: Partial<Record<keyof LayerSettings, unknown>>,
  path = "options",
): LayerOptions {
  const read = <T>(key: keyof LayerSettings, field: Field<T>, absent: T): T =>
    settings[key] === undefined ? absent : field(settings[key], `${path}.${key}`);
  const retry = read("retry", switchable(retryField), undefined);
  if (retry !== undefined)
    ordered(`${path}.retry.maxDelayMs`, retry.maxDelayMs, `${path}.retry.baseDelayMs`, retry.baseDelayMs);
  const balance = read("balance", balanceField, defaultBalance);
  if (balance.ejection !== false) {
    const { maxDurationMs, durationMs } = balance.ejection;
    ordered(
      `${path}.balance.ejection.maxDurationMs`,
      maxDurationMs,
      `${path}.balance.ejection.durationMs`,
      durationMs,
    );
  }
  return {
    retry,
    balance,
    cache: read("cache", switchable(cacheField), undefined),
    queue: read("queue", switchable(queueField), undefined),
    hedge: read("hedge", switchable(hedgeField), undefined),
    interceptors: read("interceptors", layers, []),
  };
}

function ordered(upperPath: string, upper: number, lowerPath: string, lower: number): void {
  if (upper < lower)
    throw new ConfigurationError(
      `${upperPath} is ${upper}; it must be at least ${lowerPath}, which is ${lower}.`,
    );
}

function orFalse<T>(field: Field<T>): Field<T | false> {
  return (value, path) => switchable(field)(value, path) ?? false;
}

function falseOnly(allowed: string): Field<false> {
  return (value, path) => (value === false ? value : refuse(path, value, allowed));
}

function customStore(value: unknown, path: string): CacheStore {
  const store = value as CacheStore;
  return typeof store.set === "function"
    ? store
    : refuse(`${path}.set`, store.set, "a function (a store has get and set)");
}

function layers(value: unknown, path: string): readonly Layer[] {
  if (!Array.isArray(value)) return refuse(path, value, "an array of functions");
  return value.map((layer: unknown, i) => callable<Layer>()(layer, `${path}[${i}]`));
}

/** Omits fields that are `undefined`, so that the config can set what code leaves open. */
export function definedSettings(fields: {
  [K in keyof LayerSettings]: LayerSettings[K] | undefined;
}): LayerSettings {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
