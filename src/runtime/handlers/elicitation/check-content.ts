import type { JsonObject } from "../../../shared/json/json.js";
import { faultOfValue, readSchema } from "../../../shared/json-schema/index.js";
import { show } from "../../../shared/text/show.js";
import { InvalidAnswerError } from "./invalid-answer-error.js";

/**
 * Checks a form's values against the server's schema.
 *
 * @throws {InvalidAnswerError} with the place and what was expected, never the value: the server receives the message
 */
export function checkContent(content: JsonObject, schema: JsonObject): void {
  const fault = faultOfValue(readSchema(schema), content);
  if (fault === undefined) return;
  const place = fault.path.length === 0 ? "The answer" : `The answer's "${show(fault.path.join("."))}"`;
  throw new InvalidAnswerError(
    `${place} does not match the form that the server requested: ${fault.message}.`,
  );
}
