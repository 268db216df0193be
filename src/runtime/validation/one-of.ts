import * as z from "zod";
import { checked, testOf } from "./checked.js";

/** Accepts what exactly one of the schemas accepts: `z.xor`, compiled. */
export function oneOf<const Schemas extends readonly z.ZodType[]>(
  schemas: Schemas,
): z.ZodType<z.output<Schemas[number]>> {
  const tests = schemas.map(testOf);
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
      if (matching.length === 0) report.of(z.union(schemas), value);
      else
        report.say(
          `Invalid input: must match exactly one of ${schemas.length} alternatives, matches ${matching.join(" and ")}`,
        );
    },
  );
}
