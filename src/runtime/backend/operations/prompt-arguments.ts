import { reason } from "../../../shared/text/reason.js";
import { show } from "../../../shared/text/show.js";
import { InputValidationError, type ValidationIssue } from "../../errors/validation-errors.js";
import { jsonFault } from "../sendable.js";

/**
 * Converts prompt arguments to strings (MCP, prompts/get): a string is sent unchanged, anything else as compact JSON. Values
 * that JSON cannot represent are rejected instead of being lost.
 */
export function promptArguments(
  name: string,
  args: Readonly<Record<string, unknown>>,
): Record<string, string> {
  return Object.fromEntries(Object.keys(args).map((key) => [key, argumentText(name, key, args[key])]));
}

function argumentText(prompt: string, key: string, value: unknown): string {
  if (typeof value === "string") return value;
  const fail = (message: string, cause?: unknown, path: ValidationIssue["path"] = []): InputValidationError =>
    new InputValidationError(`prompt "${show(prompt)}"`, [{ path: [key, ...path], message }], {
      subject: prompt,
      cause,
    });
  const fault = jsonFault(value);
  if (fault !== undefined) throw fail(fault.message, undefined, fault.path);
  let text: string | undefined;
  try {
    text = JSON.stringify(value, refuseUndefined);
  } catch (cause) {
    throw fail(reason(cause), cause);
  }
  if (text === undefined) throw fail(`${typeof value} cannot be represented in JSON`);
  return text;
}

/** In the text of an argument, nothing may be left out: a prompt has no schema that says what absence means. */
function refuseUndefined(this: unknown, key: string, value: unknown): unknown {
  if (value !== undefined) return value;
  throw new TypeError(
    `undefined cannot be represented in JSON${key === "" ? "" : ` (at "${show(key, 40)}")`}`,
  );
}
