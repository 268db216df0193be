import { isJsonObject, type Json, type JsonObject } from "../../../shared/json/json.js";
import { show } from "../../../shared/text/show.js";
import { isDecided } from "./decision.js";
import { InvalidAnswerError } from "./invalid-answer-error.js";
import type { ElicitationAnswer, ElicitationDecision } from "./elicitation-handler.js";

const ACTIONS: ReadonlySet<unknown> = new Set(["accept", "decline", "cancel"]);
const DECISION_KEYS: ReadonlySet<string> = new Set(["action", "content"]);

/**
 * Converts an answer to a form to a decision. Fills in omitted values from the schema's defaults, as SEP-1034 requires.
 *
 * @throws {InvalidAnswerError} for an answer that is not an object if the form has several properties
 */
export function decideForm(answer: ElicitationAnswer, schema: JsonObject): ElicitationDecision {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  if (isDecided(answer) || (isDecision(answer) && !isValues(answer, properties))) {
    return answer.action === "accept"
      ? { action: "accept", content: withDefaults(answer.content ?? {}, properties) }
      : { action: answer.action };
  }
  return { action: "accept", content: withDefaults(asContent(answer as Json, properties), properties) };
}

/** Converts an answer about opening a page: `true`, an empty answer or `accept` agree, `false` declines. */
export function decideUrl(answer: ElicitationAnswer): ElicitationDecision {
  if (isDecision(answer)) return { action: answer.action };
  if (answer === false) return { action: "decline" };
  if (answer === null || answer === undefined) return { action: "cancel" };
  return { action: "accept" };
}

function isDecision(answer: ElicitationAnswer): answer is ElicitationDecision {
  return (
    isJsonObject(answer) &&
    ACTIONS.has(answer["action"]) &&
    Object.keys(answer).every((key) => DECISION_KEYS.has(key))
  );
}

/** Whether a form has all the properties of this decision, so that the answer is its values. */
function isValues(answer: ElicitationDecision, properties: JsonObject): boolean {
  return Object.keys(answer).every((key) => Object.hasOwn(properties, key));
}

function asContent(answer: Json, properties: JsonObject): JsonObject {
  if (isJsonObject(answer) && !(answer instanceof Date)) {
    const { action } = answer;
    if (typeof action !== "string" || Object.hasOwn(properties, "action")) return answer;
    throw new InvalidAnswerError(
      `"${show(action)}" is not an action. Answer a form with accept, decline or cancel, or with its values.`,
    );
  }
  const [only, ...others] = Object.keys(properties);
  if (answer !== null && answer !== undefined && only !== undefined && others.length === 0)
    return { [only]: answer };
  throw new InvalidAnswerError(
    `The answer to a form must be an object with its values, not ${show(JSON.stringify(answer))}.`,
  );
}

function withDefaults(content: JsonObject, properties: JsonObject): JsonObject {
  const missing = Object.keys(properties).filter((key) => !Object.hasOwn(content, key));
  const filled = missing.flatMap((key) => {
    const property = properties[key];
    return isJsonObject(property) && Object.hasOwn(property, "default")
      ? [[key, property["default"] as Json] as const]
      : [];
  });
  return { ...content, ...Object.fromEntries(filled) };
}
