import * as z from "zod";
import { isMultipleOf } from "../../shared/json-schema/multiple-of.js";
import { refinement } from "./refinement.js";

/** Accepts an integer of any size. `z.int()` rejects those beyond 2^53, which JSON Schema's `integer` accepts. */
export function integer(): z.ZodNumber {
  const whole = refinement<number>(Number.isInteger, "Invalid input: expected an integer", {
    format: "int",
  });
  return z.number().check(whole) as z.ZodNumber;
}

/**
 * Checks JSON Schema's `multipleOf` in decimal arithmetic: 0.3 is a multiple of 0.1, and rounding does not make a large number
 * one.
 */
export function multipleOf(step: number): z.core.$ZodCheck<number> {
  return refinement((value) => isMultipleOf(value, step), `Invalid number: must be a multiple of ${step}`, {
    multipleOf: step,
  });
}
