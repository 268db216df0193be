export { GateError } from "./errors.js";
export { checkGenerated, type GateContext } from "./gate.js";
