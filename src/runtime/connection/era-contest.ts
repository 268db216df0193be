import type { Clock } from "../async/clock.js";
import { type Outcome, Run } from "./run.js";

/** Two ways to connect to a server, of which only one may work, while silence cannot be told from a slow start. */
export interface EraContest<T> {
  /** The way that wins whenever it succeeds. */
  readonly preferred: (signal: AbortSignal) => Promise<T>;
  /** The way that is tried in parallel when the preferred one stays silent, or after it when it failed. */
  readonly other: (signal: AbortSignal) => Promise<T>;
  /** Whether an error of the preferred way only suggests that the other one may work. */
  readonly yields: (error: unknown) => boolean;
  /**
   * How long the preferred way may be silent before the other one is tried in parallel, in milliseconds. Default: without
   * limit.
   */
  readonly patienceMs: number | undefined;
  /** Work that explains silence of the preferred way: a person logging in. Never rejects. */
  readonly pending: () => Promise<void> | undefined;
  /** Returns the time left until connecting times out, in milliseconds. */
  readonly leftMs: () => number;
  readonly clock: Clock;
  /** Undoes a success that is not used. */
  readonly discard: (value: T) => Promise<void>;
  /** Called with work that is still being undone when the result is ready. */
  readonly onLeftover: (work: Promise<void>) => void;
}

/** If connecting has no limit: how long to wait for a silent server before it is ended and started again. */
const LONGEST_SILENCE_MS = 60_000;

/**
 * Connects in the preferred way if that works at all, else in the other, by a rule whose result does not depend on how long the
 * server takes to start:
 *
 * - the preferred way wins whenever it succeeds;
 * - the other way is tried in parallel, with a new start, after `patienceMs` of silence. Its success proves that the server
 *   starts and how long that takes; the preferred way then gets twice that time, with a new start as well;
 * - if the other way fails in parallel (two processes may not share a port or a file), it is tried once more alone after half
 *   of the remaining time.
 */
export async function settleEra<T>(contest: EraContest<T>, signal: AbortSignal): Promise<T> {
  const { preferred, other, clock } = contest;
  const first = new Run(preferred, signal, contest.discard);
  const early = await outcomeOrSilence(contest, first);
  if (early?.ok === true) return early.value;
  if (early?.ok === false) {
    if (signal.aborted || !contest.yields(early.error)) throw early.error;
    return other(signal);
  }
  const started = clock.now();
  const second = new Run(other, signal, contest.discard);
  const runs = [first, second];
  try {
    await Promise.race(runs.map((run) => run.outcome));
    if (first.settled === undefined && second.settled?.ok === true)
      runs.push(await askAgain(contest, first, clock.now() - started, signal));
    else if (first.settled === undefined)
      await first.within(Math.min(contest.leftMs() / 2, LONGEST_SILENCE_MS), clock);
    const winner = [first, ...runs.slice(2)].find((run) => run.settled?.ok === true);
    if (winner !== undefined) return winner.take();
    if (second.settled?.ok !== false || signal.aborted) return await second.take();
    if (first.settled?.ok === false && !contest.yields(first.settled.error)) throw first.settled.error;
    await first.drop();
    return await other(signal);
  } finally {
    for (const run of runs) contest.onLeftover(run.drop());
  }
}

/** Resolves to how the first attempt ended; `undefined` if it is still silent when the patience ends. */
async function outcomeOrSilence<T>(
  { patienceMs, pending, clock }: EraContest<T>,
  first: Run<T>,
): Promise<Outcome<T> | undefined> {
  if (patienceMs === undefined) return first.outcome;
  for (;;) {
    const outcome = await first.within(patienceMs, clock);
    const work = pending();
    if (outcome !== undefined || work === undefined) return outcome;
    await Promise.race([first.outcome, work]);
  }
}

/** The server is up: a new attempt in the preferred way either succeeds within twice the time that this took, or never will. */
async function askAgain<T>(
  { preferred, patienceMs = 0, leftMs, clock, discard }: EraContest<T>,
  first: Run<T>,
  tookMs: number,
  signal: AbortSignal,
): Promise<Run<T>> {
  const again = new Run(preferred, signal, discard);
  const graceMs = Math.min(Math.max(patienceMs, 2 * tookMs), leftMs() / 2);
  const succeeded = (run: Run<T>): Promise<unknown> =>
    run.outcome.then(({ ok }) => (ok ? undefined : new Promise(() => undefined)));
  const failed = Promise.all([first.outcome, again.outcome]);
  const timer = new AbortController();
  await Promise.race([
    succeeded(first),
    succeeded(again),
    failed,
    clock.sleep(graceMs, timer.signal).catch(() => undefined),
  ]);
  timer.abort();
  return again;
}
