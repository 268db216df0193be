export { allOf } from "./all-of.js";
export { contains, uniqueItems } from "./arrays.js";
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
} from "./objects.js";
export { oneOf } from "./one-of.js";
export { pattern } from "./pattern.js";
export { schema, schemaWith } from "./schema.js";
export { oneOfValues } from "./values.js";
