import type * as z from "zod";
import { matcherOf } from "../../shared/json-schema/pattern/matchers.js";
import { refinement } from "./refinement.js";

/** JSON Schema's `pattern` for patterns that JavaScript's own engine may match in more than linear time. */
export function pattern(source: string): z.core.$ZodCheck<string> {
  return refinement(matcherOf(source), `Invalid string: must match pattern ${source}`, {
    patterns: new Set([{ source }]),
  });
}
