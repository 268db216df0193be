/** A latency estimate and when it was made. */
export interface PeakEwma {
  readonly valueMs: number;
  readonly at: number;
}

/** Time constant of the decay in milliseconds: after it, a peak weighs a third. */
export const tauMs = 10_000;

/**
 * Peak-EWMA of Finagle: a slower answer counts at once and in full, a faster one only gradually, so that a node that has become
 * slow is avoided after one answer and returns gently.
 */
export function observeLatency(previous: PeakEwma | undefined, sampleMs: number, now: number): PeakEwma {
  if (previous === undefined || sampleMs > previous.valueMs) return { valueMs: sampleMs, at: now };
  const keep = Math.exp(-Math.max(0, now - previous.at) / tauMs);
  return { valueMs: previous.valueMs * keep + sampleMs * (1 - keep), at: now };
}

/** Returns the estimate as of `now`: it decays while nothing is observed, so that an avoided node is tried again. */
export function currentLatency(estimate: PeakEwma | undefined, now: number): number | undefined {
  if (estimate === undefined) return undefined;
  return estimate.valueMs * Math.exp(-Math.max(0, now - estimate.at) / tauMs);
}
