import type { CacheSubject } from "../cache/cache-options.js";
import { defaultBudget, RetryBudget } from "../retry/budget.js";
import { attemptTimeoutLayer } from "./attempt-timeout-layer.js";
import { cacheLayer, type CacheLayer } from "./cache-layer.js";
import type { LayerDependencies } from "./layer.js";
import { hedgeLayer } from "./hedge-layer.js";
import { compose, type Handler, type Layer } from "./layer.js";
import type { LayerOptions } from "./layer-options.js";
import { queueLayer } from "./queue-layer.js";
import { retryLayer, type RetryOptions } from "./retry-layer.js";

/** The layers around the requests of one client. */
export interface RequestStack {
  readonly handle: Handler;
  /** Opens a session, with the configured retries, before the time of any request starts. */
  readonly connect: Handler;
  /** Call with notifications, which make cached answers invalid. `undefined`: nothing is cached. */
  readonly cache: CacheLayer | undefined;
}

/** What a stack needs besides its options. */
export interface StackParts {
  readonly dependencies: LayerDependencies;
  readonly subject: CacheSubject;
  readonly deadline: Layer;
  /** Sends one attempt: to the only endpoint, or to the replica that the set picks. */
  readonly innermost: Handler;
  /** Opens a session. */
  readonly connect: Handler;
  /** Whether each endpoint has its own queue. */
  readonly replicated: boolean;
}

/**
 * Builds the layers in order, outermost first: the user's own → cache → deadline → retry → hedge → queue. Below follow the
 * choice of a replica with its queue and health, and the session. Layers that are not configured are left out.
 */
export function requestStack(options: LayerOptions, parts: StackParts): RequestStack {
  const { dependencies, subject, deadline, innermost, replicated } = parts;
  const { clock } = dependencies;
  const cache = options.cache === undefined ? undefined : cacheLayer(options.cache, subject, dependencies);
  const budget = budgetOf(options.retry);
  const retry = options.retry && retryLayer(options.retry, dependencies, budget);
  const hedge =
    options.hedge && hedgeLayer(options.hedge, dependencies, budget ?? new RetryBudget(defaultBudget));
  const attemptMs = options.retry?.attemptTimeoutMs ?? 0;
  const attemptTimeout = attemptMs > 0 ? attemptTimeoutLayer(attemptMs, clock) : undefined;
  const queue = options.queue && !replicated ? queueLayer(options.queue, dependencies) : undefined;
  const layers = [...options.interceptors, cache?.layer, deadline, retry, hedge, attemptTimeout, queue];
  return {
    handle: compose(layers.filter(isConfigured), innermost),
    connect: compose([retry].filter(isConfigured), parts.connect),
    cache,
  };
}

function isConfigured(layer: Layer | undefined): layer is Layer {
  return layer !== undefined;
}

/** One budget for all retries and hedges of the server. */
function budgetOf(retries: RetryOptions | undefined): RetryBudget | undefined {
  return retries === undefined || retries.budget === false ? undefined : new RetryBudget(retries.budget);
}
