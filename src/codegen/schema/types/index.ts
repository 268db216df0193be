export { declaredType, type TypeDiagnostic } from "./declared-type.js";
export { printTypeDeclaration } from "./print/print-declaration.js";
