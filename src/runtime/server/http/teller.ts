import type { ServerEventBus } from "@modelcontextprotocol/server";
import type { Teller } from "../watch.js";

/** Returns the functions that notify the listeners of a bus. */
export function tellerOf(bus: ServerEventBus): Teller {
  const tell = (event: Parameters<ServerEventBus["publish"]>[0]): Promise<void> => {
    bus.publish(event);
    return Promise.resolve();
  };
  return {
    sendToolListChanged: () => tell({ kind: "tools_list_changed" }),
    sendPromptListChanged: () => tell({ kind: "prompts_list_changed" }),
    sendResourceListChanged: () => tell({ kind: "resources_list_changed" }),
    sendResourceUpdated: ({ uri }) => tell({ kind: "resource_updated", uri }),
  };
}
