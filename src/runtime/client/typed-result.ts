import { OutputMismatchError } from "../errors/validation-errors.js";
import { checkAgainst, type OutputSchema } from "../results/output-schema.js";
import type { ToolResult } from "../results/tool-result.js";
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
  server: string,
  result: ToolResult,
  schema: OutputSchema<T>,
): Promise<ToolResult<T>> {
  if (result.isError) return result as ToolResult<T>;
  const checked = await checkAgainst(schema, result.data);
  if ("value" in checked) return { ...result, data: checked.value };
  throw new OutputMismatchError(`"${tool}"`, checked.issues, result, { server, subject: tool });
}
