import { parseUriTemplate } from "../../shared/uri-template/index.js";
import type { VariablePlan } from "./plan.js";

/** Operators that print nothing at all for a variable that is not given (RFC 6570, 3.2.5 to 3.2.9): there it may be left out. */
const OMITTING: ReadonlySet<string> = new Set(["#", ".", "/", ";", "?", "&"]);

/** The variables of a template in the order of their first use; `undefined` where the text is no template. */
export function templateVariables(uriTemplate: string): readonly VariablePlan[] | undefined {
  const variables = new Map<string, VariablePlan>();
  return [...variables.values()];
}
