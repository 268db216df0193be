import type { CacheSubject } from "../cache/options.js";
import { defaultBudget, RetryBudget } from "../retry/budget.js";
import { attemptTimeout } from "./attempt-timeout.js";
import { cache, type CacheLayer } from "./cache.js";
import type { LayerDependencies } from "./layer.js";
import { hedge } from "./hedge.js";
import { compose, type Handler, type Layer } from "./layer.js";
import type { LayerOptions } from "./options.js";
import { queue } from "./queue.js";
import { retry, type RetryOptions } from "./retry.js";

/** Everything around the requests of one client. */
export interface RequestStack {
  readonly handle: Handler;
  /** Opens a session, with the retries that are configured, before the time of any request runs. */
  readonly connect: Handler;
  /** For what notifications make invalid. `undefined`: nothing is cached. */
  readonly cache: CacheLayer | undefined;
}

/** What a stack is made of beside its options. */
export interface StackParts {
  readonly dependencies: LayerDependencies;
  readonly subject: CacheSubject;
  readonly deadline: Layer;
  /** Sends one attempt: to the one endpoint, or to the replica that the set picks. */
  readonly innermost: Handler;
  /** Opens a session. */
  readonly connect: Handler;
  /** The endpoints have queues of their own. */
  readonly replicated: boolean;
}

/**
 * The layers in their order, outermost first: the user's own → cache → deadline → retry → hedge → queue. Below come the pick
 * of a replica with its queue and its health, and the session. What is not configured is not there.
 */
export function requestStack(options: LayerOptions, parts: StackParts): RequestStack {
  const { dependencies, subject, deadline, innermost, replicated } = parts;
  const kept = options.cache === undefined ? undefined : cache(options.cache, subject, dependencies);
  const budget = budgetOf(options.retry);
  const again = options.retry === undefined ? [] : [retry(options.retry, dependencies, budget)];
  const twice =
    options.hedge === undefined
      ? []
      : [hedge(options.hedge, dependencies, budget ?? new RetryBudget(defaultBudget))];
  const attemptMs = options.retry?.attemptTimeoutMs ?? 0;
  const bounded = attemptMs > 0 ? [attemptTimeout(attemptMs, dependencies.clock)] : [];
  const line = options.queue === undefined || replicated ? [] : [queue(options.queue, dependencies)];
  const outer: Layer[] =
    kept === undefined ? [...options.interceptors] : [...options.interceptors, kept.layer];
  return {
    handle: compose([...outer, deadline, ...again, ...twice, ...bounded, ...line], innermost),
    connect: compose(again, parts.connect),
    cache: kept,
  };
}

/** One for all retries and hedges of the server. */
function budgetOf(retries: RetryOptions | undefined): RetryBudget | undefined {
  return retries === undefined || retries.budget === false ? undefined : new RetryBudget(retries.budget);
}
