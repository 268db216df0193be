import { type Code, code, identifier, nothing } from "../printer/index.js";
import type { ServerPlan, ToolPlan } from "../plan/index.js";

/**
 * Prints how a tool is called: `weather.getForecast(input: GetForecastInput): Promise<GetForecastOutput>`.
 */
export function toolCall({ names }: ServerPlan, { method, input, output, optional }: ToolPlan): Code {
  const mark = optional ? code`?` : nothing;
  const result = output === undefined ? code`Content` : identifier(output.type);
  return code`${identifier(names.value)}.${identifier(method)}(input${mark}: ${identifier(input.type)}): Promise<${result}>`;
}

/** Returns the types that a call of a tool names. */
export function typesOfTool({ input, output }: ToolPlan): readonly string[] {
  return output === undefined ? [input.type] : [input.type, output.type];
}
