import type { Clock } from "../async/clock.js";

/** For a server that asks to come again at once, so that it is not asked without a pause, in milliseconds. */
const SHORTEST_WAIT_MS = 100;

/** The limits of waiting. */
export interface Admission {
  /** Returns how long the server asks to wait (RFC 9110, `Retry-After`), in milliseconds; `undefined`: not, or for another reason. */
  readonly waitOf: (error: unknown) => number | undefined;
  /** Returns how long all waiting together may still last, in milliseconds. */
  readonly leftMs: () => number;
  readonly clock: Clock;
}

/** Runs `attempt`, and again after each refusal that says how long to wait, if that is within the limit. */
export async function whenAdmitted<T>(
  attempt: () => Promise<T>,
  { waitOf, leftMs, clock }: Admission,
  signal: AbortSignal,
): Promise<T> {
  let waitedMs = 0;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const asked = waitOf(error);
      const waitMs = Math.max(asked ?? 0, SHORTEST_WAIT_MS);
      if (asked === undefined || signal.aborted || waitedMs + waitMs >= leftMs()) throw error;
      await clock.sleep(waitMs, signal);
      waitedMs += waitMs;
    }
  }
}
