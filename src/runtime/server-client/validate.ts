import type { ZodType } from "zod";
import type { ValidationIssue } from "../errors/validation-errors.js";

/** What is wrong with `value`; `undefined`: nothing. The value itself is never replaced by what a schema makes of it. */
export function issuesOf(schema: ZodType, value: unknown): readonly ValidationIssue[] | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return undefined;
  return parsed.error.issues.map(({ path, message }) => ({ path, message }));
}
