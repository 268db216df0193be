import type { ClientHandlers } from "../connection/handlers.js";
import type { Clock } from "../async/clock.js";
import type { Identity } from "../identity/identity.js";
import { ClientTasks } from "../tasks/client-tasks.js";
import type { Requester } from "./requester.js";
import { Subscriptions } from "./subscriptions/subscriptions.js";
import { ToolCatalogue } from "./tool-catalogue.js";

export interface ActingSettings {
  readonly requester: Requester;
  readonly handlers: ClientHandlers;
  readonly clock: Clock;
  readonly random: () => number;
  /** Deadline of a request that sets none, in milliseconds, at the time of asking. */
  readonly timeoutMs: () => number;
}

/** What operations stand on, for one identity: nothing of it is seen by another. */
export class Acting {
  /** `undefined`: all requests of the client are for the same. */
  readonly identity: Identity | undefined;
  readonly requester: Requester;
  readonly catalogue: ToolCatalogue;
  readonly subscriptions: Subscriptions;
  readonly tasks: ClientTasks;
  readonly #timeoutMs: () => number;

  constructor(settings: ActingSettings, identity?: Identity) {
    const { requester, handlers, clock, random } = settings;
    this.identity = identity;
    this.requester = requester;
    this.catalogue = new ToolCatalogue(requester);
    this.subscriptions = new Subscriptions(requester, clock, random);
    this.tasks = new ClientTasks(requester, this.catalogue, handlers, clock);
    this.#timeoutMs = settings.timeoutMs;
  }

  get timeoutMs(): number {
    return this.#timeoutMs();
  }
}
