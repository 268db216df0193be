export { GateError } from "./gate-errors.js";
export { checkGenerated, type GateContext } from "./gate.js";
