import type { Policy } from "./policy.js";

/** One after the other. */
export const roundRobin: Policy = (candidates, { turn }) => turn % candidates.length;

/** Any, uniformly. */
export const random: Policy = (candidates, context) => Math.floor(context.random() * candidates.length);

/** The first that is in rotation: the others are spares, in order. */
export const ordered: Policy = () => 0;
