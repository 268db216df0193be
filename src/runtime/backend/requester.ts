import type { Session } from "../connection/session.js";
import type { Emit } from "../events/event.js";
import type { RequestTraits } from "../layers/layer.js";
import type { JsonObject } from "../../shared/json/json.js";

/** Sends requests through all layers, for the operations. */
export interface Requester {
  /** Name of the server, for errors and events. */
  readonly server: string;
  readonly emit: Emit;
  /** Removes secrets from an error that is not thrown by `session` or `send`, but quotes an answer. */
  readonly clean: (error: unknown) => unknown;
  /** Whether the server's hints about its tools are trusted. */
  readonly trusts: () => boolean;
  /** Returns the live session, with the server's declarations and the era. Connects if necessary. */
  session(signal?: AbortSignal): Promise<Session>;
  send(method: string, params: JsonObject, traits: RequestTraits, signal?: AbortSignal): Promise<unknown>;
}
