import type { ClientHandlers } from "../connection/connection-handlers.js";
import type { Clock } from "../async/clock.js";
import type { Extensions } from "../extensions/declared-extensions.js";
import type { Identity } from "../identity/identity.js";
import { ClientTasks } from "../tasks/client-tasks.js";
import type { Requester } from "./requester.js";
import { Subscriptions } from "./subscriptions/subscriptions.js";
import { ToolCatalogue } from "./tool-catalogue.js";

/** Settings of a caller. */
export interface CallerSettings {
  readonly requester: Requester;
  readonly handlers: ClientHandlers;
  readonly extensions: Extensions;
  readonly clock: Clock;
  readonly random: () => number;
}

/** The state of one identity at a server. No other identity sees any of it. */
export class Caller {
  /** `undefined`: all requests of the client are for the same identity. */
  readonly identity: Identity | undefined;
  readonly requester: Requester;
  readonly catalogue: ToolCatalogue;
  readonly subscriptions: Subscriptions;
  readonly tasks: ClientTasks;

  constructor({ requester, handlers, extensions, clock, random }: CallerSettings, identity?: Identity) {
    this.identity = identity;
    this.requester = requester;
    this.catalogue = new ToolCatalogue(requester);
    this.subscriptions = new Subscriptions(requester, clock, random);
    this.tasks = new ClientTasks({ requester, catalogue: this.catalogue, handlers, extensions, clock });
  }
}
