export { aggregate, type Aggregate, type Aggregated } from "./batch/aggregate.js";
export { BatchError } from "./batch/batch-error.js";
export { batch, type BatchItemContext, type BatchOptions } from "./batch/batch.js";
export { broadcast, type BroadcastOptions, QuorumError } from "./batch/broadcast.js";
export { countSettled, type Settled } from "./batch/settled.js";
export { fallback, FallbackError, type FallbackOptions } from "./fallback/fallback.js";
export { poll, type PollOptions } from "./poll/poll.js";
export type { ResourceChange } from "./poll/watch.js";
