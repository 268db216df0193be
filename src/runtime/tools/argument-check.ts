import type { JsonObject } from "../../shared/json/json.js";
import { faultOfValue, readSchema, type SchemaDocument } from "../../shared/json-schema/index.js";
import { show } from "../../shared/text/show.js";
import { InputValidationError } from "../errors/validation-errors.js";

/** Schemas that were read, each on its first use. */
const documents = new WeakMap<JsonObject, SchemaDocument>();

/** Checks arguments of a tool against its schema. @throws {InputValidationError} when the schema does not accept them */
export function checkArguments(server: string, name: string, schema: JsonObject, args: JsonObject): void {
  const document = documents.get(schema) ?? readSchema(schema);
  documents.set(schema, document);
  const fault = faultOfValue(document, args);
  if (fault === undefined) return;
  throw new InputValidationError(`tool "${show(name)}"`, [fault], { server, subject: name });
}
