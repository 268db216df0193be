export { type TypeDiagnostic, typeDiagnostics } from "./declared-type.js";
export { neededTypes } from "./needed-types.js";
export { printTypeDeclaration } from "./print/print-declaration.js";
