import { timerMs } from "../../shared/time/forever.js";
import { callSafely, warnOf } from "../async/call-safely.js";
import { checkNumbers } from "../async/check-numbers.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { show } from "../../shared/text/show.js";
import { BatchError } from "./batch-error.js";
import type { Settled } from "./settled.js";

/** How many items run at once, and when to stop. */
export interface BatchOptions<R = unknown> {
  /** Items under way at once. Default 8. */
  readonly concurrency?: number;
  /** The first failure cancels what is under way, starts nothing else, and throws `BatchError`. Default false. */
  readonly failFast?: boolean;
  /** Deadline of the whole batch in milliseconds: items under way are cancelled, the rest are not started. Default: none. */
  readonly timeoutMs?: number;
  /** Aborting it ends the batch in the same way as the timeout. */
  readonly signal?: AbortSignal;
  /** Called as each item settles, in the order in which they settle. */
  readonly onSettled?: (result: Settled<R>, index: number) => void;
}

/** What `run` receives besides the item. */
export interface BatchItemContext {
  readonly index: number;
  /** Aborted when the batch ends early: pass it on to cancel the work. */
  readonly signal: AbortSignal;
}

/**
 * Runs `run` for every item, several at once, and returns the outcome of each, in the order of `items`. Resolves even if items
 * fail, are aborted or time out; rejects only with `failFast`, with all results in the error.
 *
 * @throws {BatchError} with `failFast`, at the first failure, abort or timeout
 */
export async function batch<T, R>(
  items: Iterable<T>,
  run: (item: T, context: BatchItemContext) => Promise<R> | R,
  options: BatchOptions<R> = {},
): Promise<readonly Settled<R>[]> {
  checkNumbers(options);
  const { concurrency = 8, failFast = false } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new ConfigurationError(
      `batch concurrency is ${show(concurrency)}; it must be a whole number from 1.`,
    );
  }
  const list = [...items];
  const results: Settled<R>[] = list.map(() => ({ status: "notStarted" }));
  const stop = new AbortController();
  let first: { readonly index: number; readonly reason: unknown } | undefined;
  const settle = (index: number, result: Settled<R>): void => {
    results[index] = result;
    if (first === undefined && (result.status === "rejected" || result.status === "cancelled")) {
      first = { index, reason: result.reason };
      if (failFast) stop.abort(result.reason);
    }
    callSafely(() => options.onSettled?.(result, index), warnOf("onSettled"));
  };

  const release = endOf(stop, options);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < list.length && !stop.signal.aborted) {
      const index = next++;
      settle(index, await settled(() => run(list[index]!, { index, signal: stop.signal }), stop.signal));
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(concurrency, list.length) }, worker));
  } finally {
    release();
  }
  if (!failFast || (first === undefined && !stop.signal.aborted)) return results;
  const missing = results.findIndex(({ status }) => status === "notStarted");
  throw new BatchError(results, first?.index ?? Math.max(0, missing), first?.reason ?? stop.signal.reason);
}

/** Runs one item; an item that ignores its signal does not delay the end of the batch. */
async function settled<R>(run: () => Promise<R> | R, signal: AbortSignal): Promise<Settled<R>> {
  let release: (() => void) | undefined;
  const ended = new Promise<"ended">((resolve) => {
    const onAbort = (): void => void setTimeout(() => resolve("ended"), 0);
    signal.addEventListener("abort", onAbort, { once: true });
    release = () => signal.removeEventListener("abort", onAbort);
  });
  try {
    const outcome = await Promise.race([
      Promise.resolve()
        .then(run)
        .then((value) => ({ value })),
      ended,
    ]);
    return outcome === "ended"
      ? { status: "cancelled", reason: signal.reason }
      : { status: "fulfilled", value: outcome.value };
  } catch (reason) {
    return signal.aborted ? { status: "cancelled", reason } : { status: "rejected", reason };
  } finally {
    release?.();
  }
}

/** Ends the batch when the caller's signal aborts or its timeout passes. */
function endOf(stop: AbortController, { signal, timeoutMs }: BatchOptions<never>): () => void {
  const onAbort = (): void => stop.abort(signal?.reason);
  if (signal?.aborted) onAbort();
  signal?.addEventListener("abort", onAbort, { once: true });
  const late = (ms: number): void => stop.abort(new TimeoutError(`The batch took longer than ${ms} ms.`, ms));
  const timer =
    timeoutMs === undefined || timeoutMs <= 0 ? undefined : setTimeout(late, timerMs(timeoutMs), timeoutMs);
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  };
}
