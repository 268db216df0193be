export { poll, type PollDependencies, type PollOptions } from "./poll.js";
export { type ResourceChange, watch, type WatchOptions, type WatchSource } from "./watch.js";
