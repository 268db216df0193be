export { allOf } from "./all-of.js";
export { asDates, type Dates } from "./dates.js";
export { contains, uniqueItems } from "./array-checks.js";
export { byKind } from "./by-kind.js";
export { content, format } from "./format.js";
export { ifThenElse } from "./if-then-else.js";
export { integer, multipleOf } from "./integer.js";
export { jsonSchema, type JsonSchemaOptions } from "./json-schema.js";
export { not } from "./not.js";
export {
  dependentRequired,
  dependentSchemas,
  keyed,
  type KeyedOptions,
  maxProperties,
  minProperties,
  propertyNames,
  record,
} from "./object-checks.js";
export { oneOf } from "./one-of.js";
export { pattern } from "./pattern-check.js";
export { schema, schemaWith } from "./schema.js";
export { oneOfValues } from "./value-checks.js";
