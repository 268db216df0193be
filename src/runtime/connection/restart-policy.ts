/** How often a server may fail to come up before it is left alone for a while. */
export interface RestartPolicy {
  /** Wait before the second fruitless start; doubles with each further one. */
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  /** Fruitless ends within `windowMs` after which no start is tried for `restMs`. */
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

/** What to do about the next start: wait that long, or leave it for that long. */
export type RestartVerdict =
  | { readonly kind: "start"; readonly delayMs: number }
  | { readonly kind: "rest"; readonly remainingMs: number };

/**
 * `fruitless`: when connections ended that had not answered a single request, oldest first. An end after good service
 * costs nothing: the next start is at once.
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
