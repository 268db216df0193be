export { aggregate, type Aggregate, type Aggregated } from "./aggregate.js";
export { BatchError } from "./batch-error.js";
export { batch, type BatchItemContext, type BatchOptions } from "./batch.js";
export { broadcast, type BroadcastOptions, QuorumError } from "./broadcast.js";
export type { Settled } from "./settled.js";
