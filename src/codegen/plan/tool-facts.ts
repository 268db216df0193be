import type { JsonObject } from "../../shared/json/json.js";
import type { AnswerForm } from "../../shared/tool/answer-data.js";
import type { ToolModel } from "../model/index.js";

/** Returns the entry of a tool in the contract without its validators: facts that the runtime needs. */
export function toolFacts(
  tool: ToolModel,
  facts: {
    positional?: string;
    wrapped: boolean;
    learned?: AnswerForm;
    defaults?: JsonObject;
    headers?: JsonObject;
    dates: boolean;
    digest: string;
    volatile: readonly string[];
  },
): JsonObject {
  const { readOnlyHint, destructiveHint, idempotentHint } = tool.annotations ?? {};
  const task =
    tool.taskSupport === "required" || tool.taskSupport === "optional" ? tool.taskSupport : undefined;
  return {
    ...(facts.positional !== undefined && { positional: facts.positional }),
    ...(readOnlyHint === true && { readOnly: true }),
    ...(destructiveHint === true && { destructive: true }),
    ...(idempotentHint === true && { idempotent: true }),
    ...(task !== undefined && { task }),
    ...(facts.wrapped && { wrapped: true }),
    ...(facts.learned !== undefined && { learned: facts.learned }),
    ...(facts.defaults !== undefined && { defaults: facts.defaults }),
    ...(facts.headers !== undefined && { headers: facts.headers }),
    ...(facts.dates && { dates: true }),
    digest: facts.digest,
    ...(facts.volatile.length > 0 && { volatile: facts.volatile }),
  };
}
