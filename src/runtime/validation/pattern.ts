import type * as z from "zod";
import { matcherOf } from "./matcher.js";
import { refinement } from "./refinement.js";

/** JSON Schema's `pattern` where JavaScript's own engine might take more than linear time: it is matched by RE2. */
export function pattern(source: string): z.core.$ZodCheck<string> {
  return refinement(matcherOf(source), `Invalid string: must match pattern ${source}`, {
    patterns: new Set([{ source }]),
  });
}
