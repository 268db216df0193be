import { type Clock, systemClock } from "../async/clock.js";
import { classify } from "../retry/classify.js";
import { contentHash } from "./content-hash.js";
import { Schedule, type ScheduleOptions } from "./schedule.js";

/** How to look for changes. */
export interface PollOptions<T> extends ScheduleOptions {
  /** Ends the iteration quietly. */
  readonly signal?: AbortSignal;
  /** Equal texts mean nothing changed. Default: a hash of the value as JSON. */
  readonly hash?: (value: T) => string;
  /** Told of a look that failed because the server could not be reached; the next one comes in its turn. */
  readonly onSkipped?: (error: unknown) => void;
}

/** Where time and chance come from, for tests. */
export interface PollDependencies {
  readonly clock: Clock;
  readonly random: () => number;
}

/**
 * Looks again and again and yields the first value and every one that differs from the one before. Looks follow one
 * another, never overlap, and wait for the consumer. A server that is away is waited for; an error that it answers
 * with ends the iteration.
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
