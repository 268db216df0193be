import type { ClientCapabilities } from "@modelcontextprotocol/client";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";

/** Calls that become tasks are waited for: in front there are none. */
const TASKS = "io.modelcontextprotocol/tasks";

/** The extensions of one side that the other is told of; `undefined`: none. */
export function passedExtensions(capabilities: object): JsonObject | undefined {
  const { extensions } = capabilities as JsonObject;
  if (!isJsonObject(extensions)) return undefined;
  const { [TASKS]: _tasks, ...passed } = extensions;
  return Object.keys(passed).length === 0 ? undefined : passed;
}

/** What is declared to the servers behind for a caller, beside what follows from its handlers. */
export function passedCapabilities(capabilities: ClientCapabilities): ClientCapabilities | undefined {
  const extensions = passedExtensions(capabilities);
  return extensions && ({ extensions } as ClientCapabilities);
}
