import { backoffDelay } from "../retry/backoff.js";
import { defaultBudget, type RetryBudget, type RetryBudgetOptions } from "../retry/budget.js";
import { classify, outcomeOf } from "../retry/classify.js";
import { decide } from "../retry/decide.js";
import { OutcomeUnknownError } from "../retry/outcome-unknown-error.js";
import {
  factsOf,
  type Handler,
  type Layer,
  type LayerContext,
  type LayerDependencies,
  type LayerRequest,
} from "./layer.js";
import type { Route } from "./route.js";

/** Timers may fire this much early. */
const earlyMs = 2;

/** How failed requests are repeated. Every field is optional in the settings; these are the defaults. */
export interface RetryOptions {
  /** Attempts in all, including the first: 1 to 5. Default 3. */
  readonly attempts: number;
  /** Pause before the first retry, in milliseconds. Default 250. */
  readonly baseDelayMs: number;
  /** Longest pause in milliseconds. Default 8000. */
  readonly maxDelayMs: number;
  /** Time limit of one attempt; a retry may follow until the deadline. Progress restarts it. Default 0: none. */
  readonly attemptTimeoutMs: number;
  /** Shared by all requests of the server; `false`: no limit. */
  readonly budget: RetryBudgetOptions | false;
}

export const defaultRetry: RetryOptions = {
  attempts: 3,
  baseDelayMs: 250,
  maxDelayMs: 8000,
  attemptTimeoutMs: 0,
  budget: defaultBudget,
};

/**
 * Repeats a failed request if it certainly does not run twice. A failure with an unknown outcome becomes an
 * `OutcomeUnknownError`, unless the request is repeatable or the caller (or the deadline) ended it.
 *
 * @param budget of the server; `undefined`: no limit
 */
export function retryLayer(
  options: RetryOptions,
  dependencies: LayerDependencies,
  budget: RetryBudget | undefined,
): Layer {
  const { clock, random, emit } = dependencies;
  const settled = (failure: unknown, request: LayerRequest, context: LayerContext): unknown =>
    classify(failure).class === "unknown" && !request.traits.repeatable && !context.signal.aborted
      ? new OutcomeUnknownError(request.method, {
          server: context.server,
          subject: request.traits.subject,
          cause: failure,
        })
      : failure;

  return (next: Handler): Handler =>
    async (request, context) => {
      const attempts = request.traits.attempts ?? options.attempts;
      const route: Route = { tried: [], untried: 0 };
      for (let attempt = 1; ; attempt++) {
        const started = clock.now();
        const facts = { ...factsOf(request, context), attempt };
        const routed: LayerContext = { ...context, attempt, route };
        try {
          const result = await next(request, routed);
          budget?.succeeded();
          emit({ type: "attempt", ...facts, durationMs: clock.now() - started, outcome: "ok" });
          return result;
        } catch (error) {
          const outcome = outcomeOf(error, context.signal);
          emit({ type: "attempt", ...facts, durationMs: clock.now() - started, outcome });
          const remainingMs = context.deadline === undefined ? Infinity : context.deadline - clock.now();
          // Ended by the caller or the deadline: the caller knows that it may have run.
          if (outcome === "cancelled" || context.signal.aborted || remainingMs <= earlyMs) throw error;
          const verdict = decide({
            failure: classify(error),
            repeatable: request.traits.repeatable,
            attempt,
            attempts,
            elsewhere: route.untried > 0,
            mayRetry: () => budget?.failed(incidentOf(error)) ?? true,
            delay: () => backoffDelay(attempt, options, random),
            remainingMs,
          });
          if (verdict.retry) {
            emit({ type: "retry", ...facts, delayMs: verdict.delayMs, outcome, error });
            if (verdict.delayMs > 0) await clock.sleep(verdict.delayMs, context.signal);
            continue;
          }
          if (verdict.reason !== "final")
            emit({ type: "giveUp", ...facts, reason: verdict.reason, outcome, error });
          throw settled(error, request, context);
        }
      }
    };
}

/** Returns the end of a server process, which is shared by all requests that it interrupted. */
function incidentOf(error: unknown): object | undefined {
  const end = (error as { end?: { exitCode?: unknown; signal?: unknown } } | null)?.end;
  return end?.exitCode === undefined && end?.signal === undefined ? undefined : end;
}
