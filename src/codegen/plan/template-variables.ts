import type { VariablePlan } from "./plan.js";

/** Operators that print nothing at all for a variable that is not given (RFC 6570, 3.2.5 to 3.2.9): there it may be left out. */
const OMITTING: ReadonlySet<string> = new Set(["#", ".", "/", ";", "?", "&"]);

/** The variables of a template in the order of their first use; `undefined` where the text is no template. */
export function templateVariables(uriTemplate: string): readonly VariablePlan[] | undefined {
  const variables = new Map<string, VariablePlan>();
  for (const [, operator = "", list = ""] of uriTemplate.matchAll(/\{([+#./;?&]?)([^}]*)\}/g)) {
    for (const spec of list.split(",")) {
      const name = spec.replace(/\*$|:\d+$/, "");
      const seen = variables.get(name);
      variables.set(name, { name, required: (seen?.required ?? false) || !OMITTING.has(operator), exploded: (seen?.exploded ?? false) || spec.endsWith("*") });
    }
  }
  return [...variables.values()];
}
