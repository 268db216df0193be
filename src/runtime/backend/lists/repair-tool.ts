import { isJsonObject, type JsonObject } from "../../../shared/json/json.js";
import { ANY_OBJECT, inputSchemaFault, kindOf } from "../../../shared/tool/input-schema.js";

/** A usable tool, and what had to be repaired. */
export interface RepairedTool {
  readonly tool: JsonObject;
  /** Clauses such as `it has no inputSchema`, each with the consequence. Empty: nothing was wrong. */
  readonly repairs: readonly string[];
}

/** Makes a tool usable whose schemas are not: it then takes any object, and its results are content. */
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
      ...(input === undefined ? [] : [`${input}, so any object is accepted`]),
      ...(output === undefined ? [] : [`${output}, so its results are content`]),
    ],
  };
}
