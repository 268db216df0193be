import type { Session } from "../connection/session.js";
import type { Emit } from "../events/event.js";
import type { RequestTraits } from "../layers/layer.js";
import type { JsonObject } from "../../shared/json/json.js";

/** What operations stand on: a way to send a request through all layers. */
export interface Requester {
  /** Name of the server, for errors and events. */
  readonly server: string;
  readonly emit: Emit;
  /** The hints of the server about its tools are believed. */
  readonly trusts: () => boolean;
  /** The live session: what the server declared, and the era. Connects if need be. */
  session(signal?: AbortSignal): Promise<Session>;
  send(method: string, params: JsonObject, traits: RequestTraits, signal?: AbortSignal): Promise<unknown>;
}
