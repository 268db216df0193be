import type { ZodType } from "zod";
import { isJsonObject } from "../../shared/json/json.js";
import type { Era } from "../connection/era.js";
import type { ValidationIssue } from "../errors/validation-errors.js";
import { issuesOf } from "./validate.js";

/** The data of an answer measured against the tool's output schema. */
export interface CheckedOutput {
  readonly data: unknown;
  readonly issues: readonly ValidationIssue[] | undefined;
}

/**
 * `data` of a successful answer, and what is wrong with it. Servers of the TypeScript SDK put an output that is no
 * object under `result` in the legacy era only, so where the server was asked in one era and is called in the other, the
 * form that fits is taken.
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
