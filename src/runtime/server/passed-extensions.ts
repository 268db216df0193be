import type { ClientCapabilities } from "@modelcontextprotocol/client";
import { show } from "../../shared/text/show.js";
import { INTERNAL_ERROR } from "../../shared/json/json-rpc.js";
import { McpError } from "../errors/mcp-error.js";
import { specialType } from "../extensions/claimed-results.js";
import { TASKS } from "../extensions/known-extensions.js";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";

/** Returns the extensions of one side to declare to the other; `undefined` if there are none. */
export function passedExtensions(capabilities: object): JsonObject | undefined {
  const { extensions } = capabilities as JsonObject;
  if (!isJsonObject(extensions)) return undefined;
  // calls that become tasks are awaited: callers see no tasks
  const { [TASKS]: _tasks, ...passed } = extensions;
  return Object.keys(passed).length === 0 ? undefined : passed;
}

/**
 * Returns a result as it is, if the caller can know its type: those that are not of the protocol exist since 2026-07-28, for
 * callers with an extension.
 *
 * @throws {McpError} otherwise
 */
export function knownResult(result: JsonObject, capabilities: object | undefined): JsonObject {
  const type = specialType(result);
  if (type === undefined || (capabilities !== undefined && passedExtensions(capabilities) !== undefined))
    return result;
  throw new McpError(
    `The server behind answered with a result of the type "${show(type)}", of an extension that the caller did not declare.`,
    INTERNAL_ERROR,
  );
}

/** Returns what to declare to the servers behind for a caller, in addition to what follows from its handlers. */
export function passedCapabilities(capabilities: ClientCapabilities): ClientCapabilities | undefined {
  const extensions = passedExtensions(capabilities);
  return extensions && ({ extensions } as ClientCapabilities);
}
