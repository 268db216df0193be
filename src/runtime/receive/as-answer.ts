import { isJsonObject } from "../../shared/json/json.js";
import { isNoError } from "./errors.js";
import type { RequestId } from "./ids.js";

/** Repairs that were made before the message was read. */
export const NOTES: unique symbol = Symbol("repairs");

/**
 * The only message in the body of an HTTP response answers the request that was posted, whatever id it carries (MCP, Streamable
 * HTTP, "Sending Messages to the Server"). Requests and notifications stay as they are.
 */
export function asAnswerTo(id: RequestId, value: unknown): unknown {
  if (!isJsonObject(value) || typeof value["method"] === "string") return value;
  const given = value["id"];
  if (given === id || String(given) === String(id)) return value;
  return { ...value, id, [NOTES]: [`\`id\` was ${JSON.stringify(given) ?? "missing"}`] };
}

/** The same for one of several messages on the stream that answers a request: an error without an id is the answer. */
export function asEventFor(id: RequestId, value: unknown): unknown {
  if (!isJsonObject(value) || (value["id"] !== undefined && value["id"] !== null)) return value;
  return isNoError(value["error"]) ? value : asAnswerTo(id, value);
}
