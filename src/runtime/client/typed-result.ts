import { OutputMismatchError, type ValidationIssue } from "../errors/validation-errors.js";
import type { ToolResult } from "../results/tool-result.js";
import type { CallToolOptions } from "../backend/call-options.js";

/** A schema that checks whether a value is a `T` (https://standardschema.dev). */
export interface OutputSchema<T> {
  readonly "~standard": { readonly validate: (value: unknown) => Verdict<T> | Promise<Verdict<T>> };
}

/** Options of a tool call whose result is checked against a schema. */
export interface TypedCallOptions<T> extends CallToolOptions {
  /** Schema of `data`, from zod or any other Standard Schema library. `data` is the output of the schema. */
  readonly output?: OutputSchema<T>;
}

type Verdict<T> =
  { readonly value: T; readonly issues?: undefined } | { readonly issues: readonly StandardIssue[] };

interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/**
 * Returns the result with `data` as the schema outputs it. A result that reports an error has no data. @throws
 * {OutputMismatchError}
 */
export async function typedResult<T>(
  tool: string,
  server: string,
  result: ToolResult,
  schema: OutputSchema<T>,
): Promise<ToolResult<T>> {
  if (result.isError) return result as ToolResult<T>;
  const verdict = await schema["~standard"].validate(result.data);
  if (verdict.issues === undefined) return { ...result, data: verdict.value };
  throw new OutputMismatchError(`"${tool}"`, verdict.issues.map(issueOf), result, { server, subject: tool });
}

function issueOf({ message, path = [] }: StandardIssue): ValidationIssue {
  return { message, path: path.map((step) => (typeof step === "object" ? step.key : step)) };
}
