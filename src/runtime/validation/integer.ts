import * as z from "zod";
import { isMultipleOf } from "../../shared/json-schema/multiple-of.js";

/** A whole number of any size. `z.int()` refuses those beyond 2^53, which JSON Schema's `integer` accepts. */
export function integer(): z.ZodNumber {
  return z
    .number()
    .check(
      z.refine<number>(Number.isInteger, { error: "Invalid input: expected an integer" }),
    ) as z.ZodNumber;
}

/** JSON Schema's `multipleOf`, in decimal arithmetic: 0.3 is a multiple of 0.1, and no large number is one by rounding. */
export function multipleOf(step: number): z.core.$ZodCheck<number> {
  return z.refine<number>((value) => isMultipleOf(value, step), {
    error: `Invalid number: must be a multiple of ${step}`,
  });
}
