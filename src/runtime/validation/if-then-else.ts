import type * as z from "zod";
import { checked, testOf } from "./checked.js";

/** Applies `yes` to what `condition` accepts, and `no` to anything else; an absent schema accepts everything. */
export function ifThenElse(condition: z.ZodType, yes?: z.ZodType, no?: z.ZodType): z.ZodType {
  const test = testOf(condition);
  const [yesTest, noTest] = [yes && testOf(yes), no && testOf(no)];
  return checked(
    (value) => (test(value) ? (yesTest?.(value) ?? true) : (noTest?.(value) ?? true)),
    (value, report) => {
      const branch = test(value) ? yes : no;
      if (branch !== undefined) report.of(branch, value);
    },
    {
      jsonSchema: (partOf) => ({
        if: partOf(condition, "if"),
        ...(yes !== undefined && { then: partOf(yes, "then") }),
        ...(no !== undefined && { else: partOf(no, "else") }),
      }),
    },
  );
}
