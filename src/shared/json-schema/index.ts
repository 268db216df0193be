export { areUnique, equal } from "./equal.js";
export type { Annotations, Dialect, DynamicRef, Kind, SchemaDiagnostic, SchemaDiagnosticCode, SchemaDocument, SchemaNode } from "./ir.js";
export { kindOf } from "./kind.js";
export { DEFAULT_LIMITS, type SchemaLimits } from "./limits.js";
export { parts, sameValue } from "./read/cycles.js";
export { type ReadOptions, readSchema } from "./read/read-schema.js";
