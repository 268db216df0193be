import { cleanData, cleanError, Redactor } from "../../shared/secrets/index.js";
import { EventHub } from "../events/event-hub.js";
import type { RuntimeEvent } from "../events/event.js";

/** What of a client comes to light, errors and events, without what it holds in confidence. */
export class Disclosure {
  readonly redactor = new Redactor();
  readonly events = new EventHub();

  readonly emit = (event: RuntimeEvent): void => {
    if (!this.events.idle) this.events.emit(cleanData(event, this.redactor));
  };

  readonly clean = (error: unknown): unknown => cleanError(error, this.redactor);

  readonly rethrow = (error: unknown): never => {
    throw this.clean(error);
  };
}
