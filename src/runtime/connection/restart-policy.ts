/** How often a server may fail to start before the client pauses. */
export interface RestartPolicy {
  /** Delay before the second start after a failed one; doubles each time. */
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  /** Failed starts within `windowMs` after which no start is attempted for `restMs`. */
  readonly limit: number;
  readonly windowMs: number;
  readonly restMs: number;
}

export const defaultRestartPolicy: RestartPolicy = {
  baseDelayMs: 250,
  maxDelayMs: 30_000,
  limit: 5,
  windowMs: 60_000,
  restMs: 30_000,
};

/** What to do about the next start: wait, or refuse it for a while. */
export type RestartVerdict =
  | { readonly kind: "start"; readonly delayMs: number }
  | { readonly kind: "rest"; readonly remainingMs: number };

/**
 * Decides about the next start. `fruitless`: when connections ended that had not answered any request, oldest first. A
 * connection that answered requests does not count: the next start is immediate.
 */
export function nextStart(
  fruitless: readonly number[],
  now: number,
  policy: RestartPolicy,
  random: () => number,
): RestartVerdict {
  const recent = fruitless.filter((at) => now - at < policy.windowMs);
  const last = recent.at(-1);
  if (last === undefined) return { kind: "start", delayMs: 0 };
  if (recent.length >= policy.limit) {
    const remainingMs = last + policy.restMs - now;
    return remainingMs > 0 ? { kind: "rest", remainingMs } : { kind: "start", delayMs: 0 };
  }
  if (recent.length === 1) return { kind: "start", delayMs: 0 };
  const ceiling = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (recent.length - 2));
  return { kind: "start", delayMs: Math.max(0, ceiling * (0.5 + random() / 2) - (now - last)) };
}
