import type * as z from "zod";
import { areUnique } from "../../shared/json-schema/equal.js";
import { checked, testOf } from "./checked.js";

/**
 * Accepts an array in which at least `min` (default 1) and at most `max` items match `schema`, and anything that is not an
 * array.
 */
export function contains(
  schema: z.ZodType,
  { min = 1, max = Infinity }: { readonly min?: number; readonly max?: number } = {},
): z.ZodType {
  const test = testOf(schema);
  const count = (items: readonly unknown[]): number =>
    items.reduce<number>((sum, item) => (test(item) ? sum + 1 : sum), 0);
  return checked(
    (value) => {
      if (!Array.isArray(value)) return true;
      const found = count(value);
      return found >= min && found <= max;
    },
    (value, report) => {
      const wanted = max === Infinity ? `at least ${min}` : min === 0 ? `at most ${max}` : `${min} to ${max}`;
      report.say(
        `Invalid array: ${wanted} items must match the schema of \`contains\`, found ${count(value as unknown[])}`,
      );
    },
    {
      jsonSchema: (partOf) => ({
        contains: partOf(schema, "contains"),
        minContains: min,
        ...(max !== Infinity && { maxContains: max }),
      }),
    },
  );
}

/** Accepts an array in which no two items are equal as JSON, and anything that is not an array. */
export function uniqueItems(): z.ZodType {
  return checked(
    (value) => !Array.isArray(value) || areUnique(value),
    (_, report) => report.say("Invalid array: items must be unique"),
    { jsonSchema: () => ({ uniqueItems: true }) },
  );
}
