export { type TypeDiagnostic, typeDiagnostics } from "./declared-type.js";
export { printTypeDeclaration } from "./print/print-declaration.js";
