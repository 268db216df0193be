import { isJsonObject, type Json } from "../../shared/json/json.js";
import type { RawToolResult } from "./read-answer.js";

/**
 * Returns the tool's own return value. Server frameworks put values that are not objects under `result`, and mark that: FastMCP
 * in the answer (`_meta.fastmcp.wrap_result`) or in the schema (`x-fastmcp-wrap-result`), the TypeScript SDK by the shape of
 * the declared schema (`wrapped`, which the caller has looked up).
 */
export function unwrapData(result: RawToolResult, wrapped: boolean): unknown {
  const { structuredContent: data } = result;
  const mayBeWrapped = isJsonObject(data) && Object.hasOwn(data, "result");
  return mayBeWrapped && (wrapped || saysWrapped(result)) ? data["result"] : data;
}

/** Whether only the tool's schema can tell if this answer is wrapped. */
export function needsSchemaToUnwrap(result: RawToolResult): boolean {
  const { structuredContent: data } = result;
  return (
    isJsonObject(data) &&
    Object.hasOwn(data, "result") &&
    Object.keys(data).length === 1 &&
    !saysWrapped(result)
  );
}

/** Whether an output schema wraps the tool's own one. */
export function isWrapper(schema: Json | undefined, era: "legacy" | "modern"): boolean {
  if (!isJsonObject(schema)) return false;
  if (schema["x-fastmcp-wrap-result"] === true) return true;
  return era === "legacy" && isSdkWrapper(schema);
}

/**
 * For an output schema whose root is not an object, the TypeScript SDK gives a 2025 client `{type, properties: {result},
 * required: ["result"]}`, with nothing else but `$schema`. A tool whose own schema looks the same only loses the wrapper, and
 * only if `result` is not an object.
 */
function isSdkWrapper(schema: { readonly [key: string]: Json }): boolean {
  const { properties, required } = schema;
  if (
    !isJsonObject(properties) ||
    !isJsonObject(properties["result"]) ||
    Object.keys(properties).length !== 1
  )
    return false;
  if (!Array.isArray(required) || required.length !== 1 || required[0] !== "result") return false;
  const known = new Set(["$schema", "type", "properties", "required"]);
  return Object.keys(schema).every((key) => known.has(key)) && properties["result"]["type"] !== "object";
}

function saysWrapped({ meta }: RawToolResult): boolean {
  const fastmcp = meta?.["fastmcp"];
  return isJsonObject(fastmcp) && fastmcp["wrap_result"] === true;
}
