import type * as z from "zod";
import { checked, testOf } from "./checked.js";

/** Accepts what `schema` rejects. */
export function not(schema: z.ZodType): z.ZodType {
  const test = testOf(schema);
  return checked(
    (value) => !test(value),
    (_, report) => report.say("Invalid input: matches a schema that it must not match"),
    { jsonSchema: (partOf) => ({ not: partOf(schema, "not") }) },
  );
}
