import type * as z from "zod";

type Issue = z.core.$ZodRawIssue;

/** Most issues that one schema reports: more of a long array of wrong items would not help. */
const MAX_ISSUES = 100;

/**
 * Simplifies issues for a person: if a union rejects a value, reports the issues of the closest alternative, with its path, or,
 * if the value is of the wrong kind, the expected kinds.
 */
export function simplified(issues: readonly Issue[]): readonly Issue[] {
  return issues.slice(0, MAX_ISSUES).flatMap(simplify).slice(0, MAX_ISSUES);
}

function simplify(issue: Issue): readonly Issue[] {
  const errors =
    issue.code === "invalid_union"
      ? (issue as { readonly errors?: readonly (readonly Issue[])[] }).errors
      : undefined;
  if (errors === undefined || errors.length === 0) return [issue];
  const branches = errors.map((branch) => branch.flatMap(simplify));
  const nested = branches.filter((branch) =>
    branch.every((each) => (each.path ?? []).length > 0 || each.code === "unrecognized_keys"),
  );
  const [closest] = nested.sort((a, b) => a.length - b.length);
  const path = issue.path ?? [];
  if (closest !== undefined)
    return closest.map((each): Issue =>
      Object.assign({ ...each }, { input: issue.input, path: [...path, ...(each.path ?? [])] }),
    );
  return [{ code: "custom", path, input: issue.input, message: `Invalid input: ${wanted(branches.flat())}` }];
}

/**
 * Combines `expected string, received number` and `expected null, received number` into `expected string or null, received
 * number`.
 */
function wanted(issues: readonly Issue[]): string {
  const reasons = issues
    .filter((each) => (each.path ?? []).length === 0)
    .map((each) => (each.message ?? "").replace(/^Invalid \w+: /, ""));
  const kinds = reasons.map((reason) => /^expected (.+), received (\w+)$/.exec(reason));
  const [first] = kinds;
  if (first && kinds.every((kind) => kind?.[2] === first[2]))
    return `expected ${distinct(kinds.map((kind) => kind?.[1] ?? "")).join(" or ")}, received ${first[2]}`;
  return distinct(reasons).slice(0, 5).join(", or ");
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
