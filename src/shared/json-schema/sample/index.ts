export { between, oneOf, type Random, seededRandom } from "./random.js";
export { sampleOf, type SampleOptions } from "./sample.js";
