import type { ZodType } from "zod";
import type { ValidationIssue } from "../errors/validation-errors.js";

/** Returns what is wrong with `value`; `undefined` if nothing is. Never replaces the value by the schema's output. */
export function issuesOf(schema: ZodType, value: unknown): readonly ValidationIssue[] | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return undefined;
  return parsed.error.issues.map(({ path, message }) => ({ path, message: plain(message) }));
}

/** Says in words that people use what zod says of a required value of any type. */
function plain(message: string): string {
  return message.replace("expected nonoptional", "expected a value");
}
