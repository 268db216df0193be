import { parseTemplate, type TemplatePart } from "../../shared/uri-template/index.js";
import type { VariablePlan } from "./plan.js";

/** Returns the variables of a template in the order of their first use; `undefined` if the text is not a template (RFC 6570). */
export function templateVariables(uriTemplate: string): readonly VariablePlan[] | undefined {
  const parts = partsOf(uriTemplate);
  if (parts === undefined) return undefined;
  const variables = new Map<string, VariablePlan>();
  for (const part of parts) {
    if (typeof part === "string") continue;
    // an operator with a prefix expands to nothing for a variable that is not given, so the variable may be omitted
    const needed = part.operator.first === "";
    for (const { name, explode } of part.variables) {
      const seen = variables.get(name);
      variables.set(name, {
        name,
        required: needed || seen?.required === true,
        exploded: explode || seen?.exploded === true,
      });
    }
  }
  return [...variables.values()];
}

function partsOf(uriTemplate: string): readonly TemplatePart[] | undefined {
  try {
    return parseTemplate(uriTemplate);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
