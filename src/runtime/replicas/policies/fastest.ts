import type { Candidate, Policy } from "./policy.js";

/** Assumed latency of a node until its first answer: it gets one request, not all of them. */
const unknownMs = 60_000;

/**
 * Power of two choices: of two random candidates, picks the one with the lower expected cost, `latency · (pending + 1) /
 * success rate`. Close to the global minimum, without sending every client to the same node at once.
 */
export const fastest: Policy = (candidates, { random }) => {
  const count = candidates.length;
  const first = Math.floor(random() * count);
  if (count === 1) return first;
  const second = (first + 1 + Math.floor(random() * (count - 1))) % count;
  return cost(candidates[first]!) <= cost(candidates[second]!) ? first : second;
};

function cost({ latencyMs, pending, successRate, weight }: Candidate): number {
  if (latencyMs === undefined) return pending === 0 ? 0 : unknownMs * (pending + 1);
  return (Math.max(latencyMs, 0.01) * (pending + 1)) / (Math.max(successRate, 0.01) * weight);
}
