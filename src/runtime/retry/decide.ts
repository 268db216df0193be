import type { GiveUpReason } from "../events/event.js";
import type { Failure } from "./classify.js";

/** Everything that the decision depends on. */
export interface RetryQuestion {
  readonly failure: Failure;
  /** Whether the request may run twice. */
  readonly repeatable: boolean;
  /** Number of the failed attempt, from 1. */
  readonly attempt: number;
  /** Most attempts. */
  readonly attempts: number;
  /** Whether an endpoint is in rotation that this request has not tried. */
  readonly elsewhere: boolean;
  /** Takes a token from the budget. Called at most once, and only if everything else allows a retry. */
  readonly mayRetry: () => boolean;
  readonly delay: () => number;
  /** Time until the deadline. */
  readonly remainingMs: number;
}

/** `final`: this kind of failure is never retried, so no retry was given up. */
export type RetryVerdict =
  | { readonly retry: true; readonly delayMs: number }
  | { readonly retry: false; readonly reason: GiveUpReason | "final" };

const stop = (reason: GiveUpReason | "final"): RetryVerdict => ({ retry: false, reason });

/**
 * Decides whether and when to try again. A request that provably did not run goes to another endpoint at once, without using
 * the budget; everything else waits and uses the budget, including refused connections of a single endpoint, so that an outage
 * does not cause three times the traffic.
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
