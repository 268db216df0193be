export { DECLARER, HELPER_NAMES } from "./helpers.js";
export { printSchemaDeclarer, printValidatorDeclaration, usedHelpers } from "./print-validators.js";
