import { isJsonObject, type JsonObject } from "../../../shared/json/json.js";
import { ANY_OBJECT, inputSchemaFault, kindOf } from "../../../shared/tool/input-schema.js";

/** A tool that can be called, and what had to be put right for that. */
export interface RepairedTool {
  readonly tool: JsonObject;
  /** Clauses such as `it has no inputSchema`, each with what is done about it. Empty: nothing was wrong. */
  readonly repairs: readonly string[];
}

/** A tool whose schemas cannot be used is a tool all the same: it takes any object then, and its results are content. */
export function repairTool(tool: JsonObject): RepairedTool {
  const { outputSchema, ...rest } = tool;
  const input = inputSchemaFault(tool["inputSchema"]);
  const output =
    outputSchema === undefined || isJsonObject(outputSchema)
      ? undefined
      : `its outputSchema is ${kindOf(outputSchema)}, not an object`;
  return {
    tool: {
      ...(output === undefined ? tool : rest),
      ...(input !== undefined && { inputSchema: ANY_OBJECT }),
    },
    repairs: [
      ...(input === undefined ? [] : [`${input}, so any object is taken`]),
      ...(output === undefined ? [] : [`${output}, so its results are content`]),
    ],
  };
}
