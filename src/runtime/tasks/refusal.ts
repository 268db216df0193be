import { METHOD_NOT_FOUND } from "../../shared/json/json-rpc.js";
import { isJsonObject } from "../../shared/json/json.js";
import { McpError } from "../errors/mcp-error.js";

/** Whether an error may mean that the tool wants to be called as a task. It has not run then. */
export function refusedByError(error: unknown): boolean {
  return error instanceof McpError && error.rpcCode === METHOD_NOT_FOUND;
}

/** The same of an answer: servers of SDK v1 wrap the error into a result with `isError`. */
export function refusedByResult(answer: unknown): boolean {
  if (!isJsonObject(answer) || answer["isError"] !== true || !Array.isArray(answer["content"])) return false;
  const [first] = answer["content"];
  const text = isJsonObject(first) ? first["text"] : undefined;
  return typeof text === "string" && text.includes(String(METHOD_NOT_FOUND)) && /\btask/i.test(text);
}
