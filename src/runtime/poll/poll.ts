import { type Clock, systemClock } from "../async/clock.js";
import { classify } from "../retry/classify.js";
import { contentHash } from "./content-hash.js";
import { Schedule, type ScheduleOptions } from "./schedule.js";

/** How to poll for changes. */
export interface PollOptions<T> extends ScheduleOptions {
  /** Ends the iteration without an error. */
  readonly signal?: AbortSignal;
  /** Compares values: equal strings mean no change. Default: a hash of the value as JSON. */
  readonly hash?: (value: T) => string;
  /** Called when a round failed because the server could not be reached; the next round takes place as usual. */
  readonly onSkipped?: (error: unknown) => void;
}

/** Sources of time and randomness, replaced in tests. */
export interface PollDependencies {
  readonly clock: Clock;
  readonly random: () => number;
}

/**
 * Polls, and yields the first value and every value that differs from the previous one. Rounds never overlap, and wait for the
 * consumer. While the server cannot be reached, polling continues; an error in its answer ends the iteration.
 */
export async function* poll<T>(
  look: (signal: AbortSignal) => Promise<T>,
  options: PollOptions<T> = {},
  dependencies: PollDependencies = { clock: systemClock, random: Math.random },
): AsyncGenerator<T, void, undefined> {
  const { hash = contentHash, signal = new AbortController().signal, onSkipped } = options;
  const schedule = new Schedule(options, dependencies.clock, dependencies.random);
  let last: string | undefined;
  try {
    for (;;) {
      try {
        const value = await look(signal);
        const now = hash(value);
        if (now !== last) {
          last = now;
          yield value;
        }
      } catch (error) {
        if (signal.aborted || classify(error).class === "answered") throw error;
        onSkipped?.(error);
      }
      await schedule.wait(signal, true);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
