export type { Random } from "./random.js";
export { sampleOf, type SampleOptions } from "./sample.js";
