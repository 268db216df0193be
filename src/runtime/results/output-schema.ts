import type { ValidationIssue } from "../errors/validation-errors.js";

/** A schema that checks whether a value is a `T` (https://standardschema.dev). */
export interface OutputSchema<T> {
  readonly "~standard": { readonly validate: (value: unknown) => Verdict<T> | Promise<Verdict<T>> };
}

type Verdict<T> =
  { readonly value: T; readonly issues?: undefined } | { readonly issues: readonly StandardIssue[] };

interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** Returns the value as the schema outputs it, or what is wrong with it. */
export async function checkAgainst<T>(
  schema: OutputSchema<T>,
  value: unknown,
): Promise<{ readonly value: T } | { readonly issues: readonly ValidationIssue[] }> {
  const verdict = await schema["~standard"].validate(value);
  return verdict.issues === undefined ? { value: verdict.value } : { issues: verdict.issues.map(issueOf) };
}

function issueOf({ message, path = [] }: StandardIssue): ValidationIssue {
  return { message, path: path.map((step) => (typeof step === "object" ? step.key : step)) };
}
