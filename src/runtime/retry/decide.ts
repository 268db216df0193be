import type { GiveUpReason } from "../events/event.js";
import type { Failure } from "./classify.js";

/** Everything that the decision depends on. */
export interface RetryQuestion {
  readonly failure: Failure;
  /** The request may run twice. */
  readonly repeatable: boolean;
  /** Number of the attempt that failed, from 1. */
  readonly attempt: number;
  /** Attempts allowed in all. */
  readonly attempts: number;
  /** Another endpoint is in rotation that this request has not tried. */
  readonly elsewhere: boolean;
  /** Asked at most once, and only if all else allows a retry: takes a token from the budget. */
  readonly mayRetry: () => boolean;
  readonly delay: () => number;
  /** Until the deadline. */
  readonly remainingMs: number;
}

/** `final`: this kind of failure is never retried, so nothing was given up. */
export type RetryVerdict =
  | { readonly retry: true; readonly delayMs: number }
  | { readonly retry: false; readonly reason: GiveUpReason | "final" };

const stop = (reason: GiveUpReason | "final"): RetryVerdict => ({ retry: false, reason });

/**
 * Whether and when to try again. What was provably not run goes to another endpoint at once and for free; everything
 * else waits and pays from the budget, a single endpoint's refused connections included, so that an outage is
 * not answered with three times the traffic.
 */
export function decide(question: RetryQuestion): RetryVerdict {
  const { failure, attempt } = question;
  if (failure.class === "answered") return stop("final");
  if (failure.permanent && !(question.elsewhere && failure.class === "notSent")) return stop("final");
  if (failure.class === "unknown" && !question.repeatable) return stop("notRepeatable");
  const free = question.elsewhere && failure.class !== "unknown";
  const allowed = free || question.mayRetry();
  if (attempt >= question.attempts) return stop("attempts");
  if (!allowed) return stop("budget");
  const delayMs = free ? 0 : (failure.retryAfterMs ?? question.delay());
  return delayMs < question.remainingMs ? { retry: true, delayMs } : stop("deadline");
}
