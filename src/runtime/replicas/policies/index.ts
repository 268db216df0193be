import { fastest } from "./fastest.js";
import type { Policy } from "./policy.js";
import { ordered, random, roundRobin } from "./simple.js";
import { weighted } from "./weighted.js";

/** The policies by their names in the configuration. */
export const policies = { roundRobin, random, weighted, fastest, ordered } as const satisfies Record<
  string,
  Policy
>;

export type PolicyName = keyof typeof policies;

export type { Candidate, PickContext, Policy } from "./policy.js";
