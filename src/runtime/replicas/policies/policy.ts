/** What a policy knows about a replica. */
export interface Candidate {
  readonly label: string;
  /** From the configuration. Default 1. */
  readonly weight: number;
  /** Requests in flight. */
  readonly pending: number;
  /** Peak-EWMA in milliseconds; `undefined`: it has never answered. */
  readonly latencyMs: number | undefined;
  /** Share of successes, 0 to 1, moving average. 1 before the first answer. */
  readonly successRate: number;
}

/** What a balancing policy may take into account. */
export interface PickContext {
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Number of the pick, from 0. */
  readonly turn: number;
}

/** Returns the index of one of at least one candidate. Pure. */
export type Policy = (candidates: readonly Candidate[], context: PickContext) => number;
