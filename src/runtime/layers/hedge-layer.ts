import type { RetryBudget } from "../retry/budget.js";
import { endOfAttempt } from "./attempt-end.js";
import { untilDeadline } from "./deadline-layer.js";
import {
  factsOf,
  type Handler,
  type Layer,
  type LayerContext,
  type LayerDependencies,
  type LayerRequest,
} from "./layer.js";
import { onAbort } from "../async/on-abort.js";
import { RecentTimes } from "./recent-times.js";

/** When to send a second request while the first is under way. */
export interface HedgeOptions {
  /** The first must be slower than this share of recent requests. Default 0.95. */
  readonly percentile: number;
  /** The first must also be slower than this, in milliseconds. Default 10. */
  readonly minDelayMs: number;
}

export const defaultHedge: HedgeOptions = { percentile: 0.95, minDelayMs: 10 };

/**
 * Sends an unusually slow request again, to another replica if there is one, and uses the first good answer; cancels the other
 * request. Only for requests that may run twice, after a few answers of the same method, and within the retry budget.
 */
export function hedgeLayer(
  options: HedgeOptions,
  dependencies: LayerDependencies,
  budget: RetryBudget,
): Layer {
  const { clock, emit } = dependencies;
  const recent = new RecentTimes();

  return (next) => {
    const timed: Handler = async (request, context) => {
      const started = clock.now();
      const result = await next(request, context);
      recent.add(request.method, clock.now() - started);
      return result;
    };
    return async (request, context) => {
      const usualMs = recent.percentile(request.method, options.percentile);
      if (!request.traits.repeatable || usualMs === undefined) return timed(request, context);
      const delayMs = Math.max(options.minDelayMs, usualMs);
      return untilDeadline(clock, request, context, async (signal) => {
        const lanes = new Lanes(timed, request, { ...context, signal });
        try {
          const first = lanes.open();
          if (!(await isLate(first, clock.sleep(delayMs, lanes.over)))) return await first;
          if (!budget.failed()) return await first;
          emit({ type: "hedge", ...factsOf(request, context), delayMs });
          return await Promise.any([first, lanes.open()]).catch(() => first);
        } finally {
          lanes.end();
        }
      });
    };
  };
}

/** Whether `pause` ends before `work`. */
function isLate(work: Promise<unknown>, pause: Promise<void>): Promise<boolean> {
  const settled = work.then(
    () => false,
    () => false,
  );
  return Promise.race([
    settled,
    pause.then(
      () => true,
      () => false,
    ),
  ]);
}

/** Parallel attempts at one request: all end with the request. */
class Lanes {
  readonly #end = new AbortController();
  readonly #release: () => void;
  readonly #open: () => Promise<unknown>;

  constructor(send: Handler, request: LayerRequest, context: LayerContext) {
    this.#release = onAbort(context.signal, () => this.#end.abort(context.signal.reason));
    this.#open = () => send(request, { ...context, signal: this.#end.signal });
  }

  /** Aborted when attempts are no longer awaited. */
  get over(): AbortSignal {
    return this.#end.signal;
  }

  open(): Promise<unknown> {
    const answer = this.#open();
    // A rejection of the attempt that is no longer awaited must not be unhandled.
    answer.catch(() => undefined);
    return answer;
  }

  end(): void {
    this.#release();
    this.#end.abort(endOfAttempt(new DOMException("Another attempt was answered first.", "AbortError")));
  }
}
