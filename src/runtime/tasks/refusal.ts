import { METHOD_NOT_FOUND } from "../../shared/json/json-rpc.js";
import { isJsonObject } from "../../shared/json/json.js";
import { McpError } from "../errors/mcp-error.js";

/** Whether an error may mean that the tool must be called as a task. The tool has not run then. */
export function refusedByError(error: unknown): boolean {
  return error instanceof McpError && error.rpcCode === METHOD_NOT_FOUND;
}

/** Whether an answer means the same: servers of SDK v1 wrap the error in a result with `isError`. */
export function refusedByResult(answer: unknown): boolean {
  if (!isJsonObject(answer) || answer["isError"] !== true || !Array.isArray(answer["content"])) return false;
  const [first] = answer["content"];
  const text = isJsonObject(first) ? first["text"] : undefined;
  return typeof text === "string" && text.includes(String(METHOD_NOT_FOUND)) && /\btask/i.test(text);
}
