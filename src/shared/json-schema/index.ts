export type { Matches } from "./evaluate/evaluate-assertions.js";
export { accepts, acceptsNode, type EvaluateOptions, type Fault, faultOfValue } from "./evaluate/evaluate.js";
export { dateTimesAt, holdsDateTimes, isDateTime } from "./date-times.js";
export { everyNode, parts, sameValue } from "./graph.js";
export type {
  Annotations,
  Dialect,
  DynamicRef,
  Kind,
  SchemaDiagnostic,
  SchemaDiagnosticCode,
  SchemaDocument,
  SchemaNode,
} from "./ir.js";
export { kindOf } from "./kind.js";
export type { SchemaLimits } from "./limits.js";
export { type ReadOptions, readSchema } from "./read/read-schema.js";
export { ALL_KINDS, intersect, StaticKinds } from "./static-kinds.js";
