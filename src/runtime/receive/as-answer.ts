import { isJsonObject } from "../../shared/json/json.js";
import { isNoError } from "./receive-errors.js";
import type { RequestId } from "./ids.js";
import { NOTES, notesOf } from "./notes.js";

/** Whether a message answers a request. Some servers repeat the method in their answers. */
export function isAnswer(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const { method, result, error } = value;
  const hasResult = result !== undefined && result !== null;
  return typeof method !== "string" || hasResult || !isNoError(error);
}

/**
 * The only message in the body of an HTTP response answers the posted request, whatever its id (MCP, Streamable HTTP, "Sending
 * Messages to the Server"). Requests and notifications are not changed.
 */
export function asAnswerTo(id: RequestId, value: unknown): unknown {
  if (!isJsonObject(value) || !isAnswer(value)) return value;
  const given = value["id"];
  if (given === id || String(given) === String(id)) return value;
  return { ...value, id, [NOTES]: [...notesOf(value), `\`id\` was ${JSON.stringify(given) ?? "missing"}`] };
}

/** The same for one of several messages on the stream that answers a request: an error without an id is the answer. */
export function asEventFor(id: RequestId, value: unknown): unknown {
  if (!isJsonObject(value) || (value["id"] !== undefined && value["id"] !== null)) return value;
  return isNoError(value["error"]) ? value : asAnswerTo(id, value);
}
