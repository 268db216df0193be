import { parseTemplate, type TemplatePart } from "../../shared/uri-template/index.js";
import type { VariablePlan } from "./plan.js";

/** The variables of a template in the order of their first use; `undefined` where the text is no template (RFC 6570). */
export function templateVariables(uriTemplate: string): readonly VariablePlan[] | undefined {
  const parts = partsOf(uriTemplate);
  if (parts === undefined) return undefined;
  const variables = new Map<string, VariablePlan>();
  for (const part of parts) {
    if (typeof part === "string") continue;
    // an operator with a prefix prints nothing at all for a variable that is not given: there it may be left out
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
