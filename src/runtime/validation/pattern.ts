import * as z from "zod";
import { matcherOf } from "./matcher.js";

/** JSON Schema's `pattern` where JavaScript's own engine might take more than linear time: it is matched by RE2. */
export function pattern(source: string): z.core.$ZodCheck<string> {
  let matches: ((text: string) => boolean) | undefined;
  return z.refine<string>((text) => (matches ??= matcherOf(source))(text), {
    error: `Invalid string: must match pattern ${source}`,
  });
}
