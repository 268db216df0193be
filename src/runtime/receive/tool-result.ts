import { isJsonObject } from "../../shared/json/json.js";
import type { Repairs } from "./repairs.js";

type Members = Readonly<Record<string, unknown>>;

/** Texts that mean false. */
const NO = new Set(["", "false", "no", "0"]);

/**
 * Repairs common mistakes in the result of a tool: `isError` as a text or a number, and the result in `toolResult`, as the
 * protocol had it at first (2024-10-07).
 * The answer to `tasks/get` has that of the tool in `result` (2026-07-28).
 */
export function repairToolResult(method: string, answer: Members, repairs: Repairs): Members {
  if (method !== "tasks/get") return repairIsError(unwrapped(answer, repairs), repairs);
  const { result } = answer;
  return isJsonObject(result) ? { ...answer, result: repairIsError(result, repairs) } : answer;
}

function unwrapped(answer: Members, repairs: Repairs): Members {
  if (!isJsonObject(answer["toolResult"]) || !isEmpty(answer)) return answer;
  const { toolResult, ...rest } = answer as { readonly toolResult: Members };
  if (!Array.isArray(toolResult["content"])) return answer;
  repairs.push("the result was in `toolResult`");
  return { ...rest, ...toolResult };
}

function isEmpty({ content, structuredContent }: Members): boolean {
  return (
    structuredContent === undefined &&
    (content === undefined || (Array.isArray(content) && content.length === 0))
  );
}

function repairIsError(answer: Members, repairs: Repairs): Members {
  const { isError } = answer;
  if (isError === undefined || typeof isError === "boolean") return answer;
  repairs.push(`\`isError\` was ${JSON.stringify(isError)}`);
  return { ...answer, isError: meansTrue(isError) };
}

function meansTrue(value: unknown): boolean {
  if (typeof value === "string") return !NO.has(value.trim().toLowerCase());
  return typeof value === "number" && value !== 0;
}
