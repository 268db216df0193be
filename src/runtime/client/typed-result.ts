import { OutputMismatchError } from "../errors/validation-errors.js";
import { checkAgainst, type OutputSchema } from "../results/output-schema.js";
import type { ToolResult } from "../results/tool-result.js";
import type { Backend } from "../backend/backend.js";
import type { CallToolOptions } from "../backend/call-options.js";

/** Options of a tool call whose result is checked against a schema. */
export interface TypedCallOptions<T> extends CallToolOptions {
  /** Schema of `data`, from zod or any other Standard Schema library. `data` is the output of the schema. */
  readonly output?: OutputSchema<T>;
}

/**
 * Returns the result with `data` as the schema outputs it. A result that reports an error has no data. @throws
 * {OutputMismatchError}
 */
export async function typedResult<T>(
  tool: string,
  { name: server, reporter }: Pick<Backend, "name" | "reporter">,
  result: ToolResult,
  schema: OutputSchema<T>,
): Promise<ToolResult<T>> {
  if (result.isError) return result as ToolResult<T>;
  const checked = await checkAgainst(schema, result.data).catch(reporter.rethrow);
  if ("value" in checked) return { ...result, data: checked.value };
  throw reporter.clean(
    new OutputMismatchError(`"${tool}"`, checked.issues, result, { server, subject: tool }),
  );
}
