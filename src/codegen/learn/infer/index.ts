export { join } from "./join.js";
export { observe, observeAll } from "./observe.js";
export { schemaOf } from "./schema.js";
export type { Shape } from "./answer-shape.js";
