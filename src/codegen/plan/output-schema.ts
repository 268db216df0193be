import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import { rewriteSchema, type ServerModel } from "../model/index.js";

/** The schema of the value that a tool's method resolves to. */
export interface OutputSchema {
  readonly schema: Json;
  /** The server sends `{ result: value }`, because older protocol versions allow only objects. */
  readonly wrapped: boolean;
}

/** The keywords of the TypeScript SDK's wrapper. */
const SDK_WRAPPER: ReadonlySet<string> = new Set(["$schema", "type", "properties", "required"]);

/**
 * Unwraps an output schema: FastMCP's wrapper, which is marked, and that of the TypeScript SDK, which puts a value that is not an
 * object in `result` for clients of 2025 and can be recognized only by the shape of the schema. A server's own schema that looks
 * like it is also unwrapped: type and value change together. The runtime's `Client` uses the same rule.
 */
export function outputSchema(schema: Json, era: ServerModel["era"]): OutputSchema {
  const result = wrappedResult(schema, era);
  return result === undefined ? { schema, wrapped: false } : { schema: result, wrapped: true };
}

function wrappedResult(schema: Json, era: ServerModel["era"]): Json | undefined {
  if (!isJsonObject(schema)) return undefined;
  const properties = schema["properties"];
  const required = schema["required"];
  if (!isJsonObject(properties) || Object.keys(properties).join() !== "result") return undefined;
  if (schema["x-fastmcp-wrap-result"] === true) return hoist(schema, properties["result"] as Json);
  if (era !== "legacy" || !Array.isArray(required) || required.join() !== "result") return undefined;
  const result = properties["result"];
  const isSdks =
    Object.keys(schema).every((key) => SDK_WRAPPER.has(key)) &&
    isJsonObject(result) &&
    result["type"] !== "object";
  return isSdks ? hoist(schema, result) : undefined;
}

/**
 * Returns `result` as a separate schema, with the definitions and pointers that it needs; `undefined` if it refers to the wrapper
 * itself.
 */
function hoist(wrapper: JsonObject, result: Json): Json | undefined {
  if (!isJsonObject(result)) return result;
  const shared = Object.fromEntries(
    ["$schema", "$defs", "definitions"].flatMap((key) =>
      Object.hasOwn(wrapper, key) ? [[key, wrapper[key] as Json]] : [],
    ),
  );
  const defs = [shared["$defs"], result["$defs"]];
  const merged = defs.every(isJsonObject)
    ? { $defs: { ...(defs[1] as JsonObject), ...(defs[0] as JsonObject) } }
    : {};
  let closed = true;
  const moved = rewriteSchema({ ...shared, ...result, ...merged }, (object, position) => {
    if (position !== "schema" || typeof object["$ref"] !== "string") return object;
    const ref = object["$ref"];
    if (ref === "#" || (ref.startsWith("#/properties/") && !isBelow(ref))) closed = false;
    return isBelow(ref) ? { ...object, $ref: `#${ref.slice("#/properties/result".length)}` } : object;
  });
  return closed ? moved : undefined;
}

function isBelow(ref: string): boolean {
  return ref === "#/properties/result" || ref.startsWith("#/properties/result/");
}
