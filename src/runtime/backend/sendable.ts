import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
import { InputValidationError, type ValidationIssue } from "../errors/validation-errors.js";

/**
 * Rejects params that cannot be written as JSON, before any layer sees them: at the transport, they would look like a failed
 * connection.
 *
 * @throws {InputValidationError} for a BigInt, NaN, a function, a Map, a circular reference, or a property that throws when it is read
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
  throw new InputValidationError(about, told, { server, subject }, "cannot be represented in JSON");
}

/**
 * Returns what in `value` JSON cannot hold, and where: what `JSON.stringify` refuses (a BigInt, a circular reference, a property
 * that throws), and what it would leave out or replace without a word (NaN, a function, a Map). A member that is `undefined`
 * counts as absent; what has a `toJSON` is sent as that says.
 */
export function jsonFault(value: unknown): ValidationIssue | undefined {
  try {
    return faultOf(value, []);
  } catch (error) {
    return { path: [], message: error instanceof RangeError ? "they are nested too deeply" : reason(error) };
  }
}

/** `above`: the enclosing objects. */
function faultOf(value: unknown, above: object[]): ValidationIssue | undefined {
  if (typeof value !== "object" || value === null) return scalarFault(value);
  if (hasToJson(value)) return ownFormFault(value);
  if (above.includes(value)) return { path: [], message: "an object that contains itself" };
  const foreign = instanceFault(value);
  if (foreign !== undefined) return { path: [], message: foreign };
  above.push(value);
  const list = Array.isArray(value);
  // Not `Object.entries`: most arguments are small, and this runs for each request.
  for (const key in value) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof member === "string" || typeof member === "boolean" || !Object.hasOwn(value, key)) continue;
    const fault = member === undefined && list ? inList : faultOf(member, above);
    if (fault !== undefined) return { ...fault, path: [key, ...fault.path] };
  }
  above.pop();
  return undefined;
}

const inList = { path: [], message: "undefined in a list; send null, or leave it out" };

function scalarFault(value: unknown): ValidationIssue | undefined {
  if (typeof value === "number" && !Number.isFinite(value))
    return { path: [], message: `${value} cannot be represented in JSON` };
  if (typeof value === "bigint" && !hasToJson(BigInt.prototype))
    return { path: [], message: "a BigInt; send it as a string" };
  if (typeof value === "symbol" || (typeof value === "function" && !hasToJson(value)))
    return { path: [], message: `${typeof value} cannot be represented in JSON` };
  return undefined;
}

/** Checks what an object's `toJSON` returns. Throws what that throws. */
function ownFormFault(value: { toJSON(): unknown }): ValidationIssue | undefined {
  if (value instanceof Date && Number.isNaN(value.getTime())) return { path: [], message: "an invalid Date" };
  JSON.stringify(value);
  return undefined;
}

/** Says what an object is whose contents `JSON.stringify` cannot see: a Map, a promise, bytes, an instance without fields. */
function instanceFault(value: object): string | undefined {
  if (Array.isArray(value)) return undefined;
  const prototype = Object.getPrototypeOf(value) as object | null;
  // The prototype of plain objects, in any realm, has none itself.
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return undefined;
  const name = show(value.constructor.name || "an unnamed class");
  if (ArrayBuffer.isView(value)) return `bytes (${name}); send them as Base64`;
  if (value instanceof Error) return `an error (${name}); send its message`;
  const boxed = value instanceof Number || value instanceof String || value instanceof Boolean;
  if (boxed || Object.keys(value).length > 0) return undefined;
  return value instanceof Map
    ? "a Map; send `Object.fromEntries` of it"
    : value instanceof Set
      ? "a Set; send it as a list"
      : `an instance of ${name}, which JSON cannot represent`;
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return typeof (value as { toJSON?: unknown }).toJSON === "function";
}
