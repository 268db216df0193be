import type { ValidationIssue } from "../errors/validation-errors.js";
import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
import { loadSdk } from "./sdk.js";

/** The requests of a server that handlers answer, and the names of their results in the protocol's schema. */
const RESULTS = {
  "sampling/createMessage": "CreateMessageResultWithTools",
  "elicitation/create": "ElicitResult",
  "roots/list": "ListRootsResult",
} as const;

/** A request that a handler answers. */
export type AnsweredMethod = keyof typeof RESULTS;

/** An issue of zod; `errors`: those of each alternative of a union. */
interface Issue {
  readonly message: string;
  readonly path?: readonly unknown[] | undefined;
  readonly errors?: readonly (readonly Issue[])[];
}

/**
 * Returns the answer of a handler, if the protocol allows it.
 *
 * @throws {TypeError} that says where it does not; its message is sent to the server
 */
export async function checkHandlerResult<T>(method: AnsweredMethod, result: T): Promise<T> {
  const { specTypeSchemas } = await loadSdk();
  const fail = (why: string): never => {
    throw new TypeError(`The handler of ${method} returned a result that MCP does not allow: ${why}.`);
  };
  try {
    JSON.stringify(result);
  } catch (error) {
    fail(`it cannot be written as JSON: ${show(reason(error).split("\n", 1)[0] ?? "", 200)}`);
  }
  const verdict = await specTypeSchemas[RESULTS[method]]["~standard"].validate(result);
  const [first] = (verdict.issues ?? []) as readonly Issue[];
  if (first !== undefined) fail(worded(deepest(first)));
  return result;
}

/** Returns the issue of the alternative that fits furthest, as it was probably meant. */
function deepest({ message, path = [], errors = [] }: Issue): ValidationIssue {
  const below = errors.flatMap(([first]) => (first === undefined ? [] : [deepest(first)]));
  const best = below.reduce<ValidationIssue | undefined>(
    (a, b) => (a === undefined || b.path.length > a.path.length ? b : a),
    undefined,
  );
  const own = path.map((key) => (typeof key === "number" ? key : String(key)));
  return best === undefined
    ? { path: own, message }
    : { path: [...own, ...best.path], message: best.message };
}

function worded({ path, message }: ValidationIssue): string {
  const text = show(message.replace(/^Invalid (?:input|option|string): /, ""), 200);
  return path.length === 0 ? text : `${show(path.join("."))}: ${text}`;
}
