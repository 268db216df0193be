import type * as z from "zod";
import { checked, testOf } from "./checked.js";

/**
 * Accepts what every schema accepts, applying each to the original value. (`z.intersection` loses unknown keys of strict
 * objects.)
 */
export function allOf(schemas: readonly z.ZodType[]): z.ZodType {
  const tests = schemas.map((schema) => testOf(schema));
  return checked(
    (value) => {
      for (const test of tests) if (!test(value)) return false;
      return true;
    },
    (value, report) => {
      for (const schema of schemas) report.of(schema, value);
    },
    { jsonSchema: (partOf) => ({ allOf: schemas.map((schema, i) => partOf(schema, "allOf", i)) }) },
  );
}
