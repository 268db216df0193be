import type { ClientCapabilities } from "@modelcontextprotocol/client";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";

/** Calls that become tasks are awaited: callers see no tasks. */
const TASKS = "io.modelcontextprotocol/tasks";

/** Returns the extensions of one side to declare to the other; `undefined` if there are none. */
export function passedExtensions(capabilities: object): JsonObject | undefined {
  const { extensions } = capabilities as JsonObject;
  if (!isJsonObject(extensions)) return undefined;
  const { [TASKS]: _tasks, ...passed } = extensions;
  return Object.keys(passed).length === 0 ? undefined : passed;
}

/** Returns what to declare to the servers behind for a caller, in addition to what follows from its handlers. */
export function passedCapabilities(capabilities: ClientCapabilities): ClientCapabilities | undefined {
  const extensions = passedExtensions(capabilities);
  return extensions && ({ extensions } as ClientCapabilities);
}
