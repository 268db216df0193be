import type { Policy } from "./policy.js";

/** Picks one after the other. */
export const roundRobin: Policy = (candidates, { turn }) => turn % candidates.length;

/** Picks any, uniformly at random. */
export const random: Policy = (candidates, context) => Math.floor(context.random() * candidates.length);

/** Picks the first in rotation: the others are spares, in order. */
export const ordered: Policy = () => 0;
