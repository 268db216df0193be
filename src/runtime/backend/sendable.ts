import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
import { InputValidationError, type ValidationIssue } from "../errors/validation-errors.js";

/**
 * Rejects params that cannot be written as JSON, before any layer sees them: at the transport, they would look like a failed
 * connection.
 *
 * @throws {InputValidationError} for a BigInt, a circular reference, or a property that throws when it is read
 */
export function checkSendable(
  method: string,
  params: Readonly<Record<string, unknown>>,
  server: string,
  subject: string | undefined,
): void {
  const issue = jsonFault(params);
  if (issue === undefined) return;
  const { path, message } = issue;
  const about = `${method}${subject === undefined ? "" : ` "${show(subject)}"`}`;
  // Paths of arguments start below `arguments`, as in any other validation error.
  const told = [{ path: path[0] === "arguments" ? path.slice(1) : path, message }];
  throw new InputValidationError(about, told, { server, subject }, "have no JSON form");
}

/** Returns what in `value` cannot be written as JSON, and where: a BigInt, a circular reference, a property that throws. */
export function jsonFault(value: unknown): ValidationIssue | undefined {
  try {
    return faultOf(value, []);
  } catch (error) {
    return { path: [], message: error instanceof RangeError ? "they are nested too deeply" : reason(error) };
  }
}

/** Returns what cannot be written as JSON, and where. `above`: the enclosing objects. */
function faultOf(value: unknown, above: object[]): ValidationIssue | undefined {
  if (typeof value === "bigint" && !hasToJson(BigInt.prototype))
    return { path: [], message: "a BigInt; send it as a string" };
  if (typeof value !== "object" || value === null) return undefined;
  if (hasToJson(value)) {
    JSON.stringify(value);
    return undefined;
  }
  if (above.includes(value)) return { path: [], message: "an object that contains itself" };
  above.push(value);
  // Not `Object.entries`: most arguments are small, and this runs for each request.
  for (const key in value) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof member !== "object" && typeof member !== "bigint") continue;
    if (!Object.hasOwn(value, key)) continue;
    const fault = faultOf(member, above);
    if (fault !== undefined) return { ...fault, path: [key, ...fault.path] };
  }
  above.pop();
  return undefined;
}

function hasToJson(value: object): boolean {
  return typeof (value as { toJSON?: unknown }).toJSON === "function";
}
