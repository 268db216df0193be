import type { Json } from "../../../shared/json/json.js";
import type { ValidationIssue } from "../../errors/validation-errors.js";

/** A fault in the arguments of a tool. */
export interface GivenIssue extends ValidationIssue {
  /** The property of the value there that is missing, if that is the fault. */
  readonly missing?: string;
  /** The name of the property there is wrong, not its value. */
  readonly isOfName?: true;
}

/** The part of a codec that says where a fault is. */
export interface FaultTeller {
  tell(issue: GivenIssue, value: Json): GivenIssue;
}

/** A value from a model cannot be decoded without a loss. */
export class Unreadable extends Error {
  /** Where it is in what the model gave, and what is wrong with it. */
  readonly issue: ValidationIssue;

  constructor(issue: ValidationIssue) {
    super(issue.message);
    this.issue = issue;
  }
}

/** Runs `convert` for the value at `path`; what it throws has the path from above then. */
export function within<Result>(path: readonly PropertyKey[], convert: () => Result): Result {
  try {
    return convert();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new Unreadable({ ...error.issue, path: [...path, ...error.issue.path] });
  }
}

/** Says where a fault is in what the model gave; unchanged if there is no codec. */
export function tellBy(codec: FaultTeller | undefined, issue: GivenIssue, value: Json): GivenIssue {
  return codec === undefined ? issue : codec.tell(issue, value);
}

/** The same for a fault below the first step of its path: that step is `path` in what the model gave, and `value` stands there. */
export function below(
  path: readonly PropertyKey[],
  issue: GivenIssue,
  codec: FaultTeller | undefined,
  value: Json,
): GivenIssue {
  const inner = tellBy(codec, { ...issue, path: issue.path.slice(1) }, value);
  return { ...inner, path: [...path, ...inner.path] };
}
