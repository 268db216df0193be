export { HELPER_NAMES } from "./helpers.js";
export { printValidatorDeclaration, usedHelpers } from "./print-validators.js";
