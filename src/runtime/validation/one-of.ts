import type * as z from "zod";
import { checked, testOf } from "./checked.js";

/** Accepts what exactly one of a union's alternatives accepts: `z.xor`, compiled. */
export function oneOf<T extends readonly z.ZodType[]>(union: z.ZodUnion<T>): z.ZodType<z.output<T[number]>> {
  const tests = union.options.map((schema) => testOf(schema));
  return checked(
    (value) => {
      let found = false;
      for (const test of tests) {
        if (!test(value)) continue;
        if (found) return false;
        found = true;
      }
      return found;
    },
    (value, report) => {
      const matching = tests.flatMap((test, i) => (test(value) ? [i + 1] : []));
      if (matching.length === 0) report.of(union, value);
      else
        report.say(
          `Invalid input: must match exactly one of ${tests.length} alternatives, matches ${matching.join(" and ")}`,
        );
    },
    { jsonSchema: (partOf) => ({ oneOf: union.options.map((schema, i) => partOf(schema, "oneOf", i)) }) },
  );
}
