import type { Candidate, Policy } from "./policy.js";

/** No candidate falls below this share of the best: it could otherwise never show that it has recovered. */
const floor = 0.01;

/**
 * Picks at random, in proportion to `weight · success rate / latency`. A candidate without an answer counts as the best of the
 * others, so that it gets some requests but not all.
 */
export const weighted: Policy = (candidates, { random }) => {
  const speeds = candidates.map(speed);
  const known = speeds.filter((value) => value !== undefined);
  const best = known.length === 0 ? 1 : Math.max(...known);
  const shares = candidates.map(({ weight }, i) => weight * Math.max(speeds[i] ?? best, best * floor));
  let point = random() * shares.reduce((sum, share) => sum + share, 0);
  const index = shares.findIndex((share) => (point -= share) < 0);
  return index === -1 ? candidates.length - 1 : index;
};

function speed(candidate: Candidate): number | undefined {
  const { latencyMs, successRate } = candidate;
  // Below 0.1 ms, differences come from clocks, not servers.
  return latencyMs === undefined ? undefined : successRate / Math.max(latencyMs, 0.1);
}
