import type { Clock } from "../async/clock.js";
import type { Requester } from "../backend/requester.js";
import type { ToolCatalogue } from "../backend/tool-catalogue.js";
import type { ClientHandlers } from "../connection/connection-handlers.js";
import type { Extensions } from "../extensions/declared-extensions.js";

/** What tool calls are made with. */
export interface ClientTasksSettings {
  readonly requester: Requester;
  readonly catalogue: ToolCatalogue;
  readonly handlers: ClientHandlers;
  readonly extensions: Extensions;
  readonly clock: Clock;
}
