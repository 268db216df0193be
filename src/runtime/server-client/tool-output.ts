import type { ZodType } from "zod";
import { isJsonObject } from "../../shared/json/json.js";
import type { Era } from "../connection/era.js";
import type { ValidationIssue } from "../errors/validation-errors.js";
import { issuesOf } from "./validate.js";

/** The result of checking an answer's data against the tool's output schema. */
export interface CheckedOutput {
  readonly data: unknown;
  readonly issues: readonly ValidationIssue[] | undefined;
}

/**
 * Returns `data` of a successful answer, and what is wrong with it. Servers of the TypeScript SDK put an output that is not an
 * object under `result`, but only in the legacy era. So if the code was generated in one era and calls in the other, the form
 * that fits is used.
 */
export function checkOutput(output: ZodType, data: unknown, asked: Era, live: Era): CheckedOutput {
  if (data === undefined)
    return { data, issues: [{ path: [], message: "the answer has no structured content" }] };
  const issues = issuesOf(output, data);
  if (issues === undefined || asked === live) return { data, issues };
  const wrapped = isJsonObject(data) && Object.hasOwn(data, "result") && Object.keys(data).length === 1;
  const other: unknown = wrapped ? data["result"] : { result: data };
  return issuesOf(output, other) === undefined ? { data: other, issues: undefined } : { data, issues };
}
