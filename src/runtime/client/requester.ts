import type { CacheMode } from "../cache/options.js";
import type { Session } from "../connection/session.js";
import type { Identity } from "../identity/identity.js";
import type { Emit } from "../events/event.js";
import type { DeadlineTraits } from "../layers/deadline.js";
import type { JsonObject } from "../../shared/json/json.js";

/** What one request asks of the layers and of the session. */
export interface RequestFacets extends DeadlineTraits {
  readonly headerSchema?: JsonObject | undefined;
  /** For whom the request is made, where the client's requests are not all for the same. */
  readonly identity?: Identity | undefined;
  /** Attempts of this request instead of the client's; 1: no retry. */
  readonly attempts?: number;
  /** What the cache does about this request. */
  readonly cache?: CacheMode;
}

/** What operations stand on: a way to send a request through all layers. */
export interface Requester {
  /** Name of the server, for errors and events. */
  readonly server: string;
  readonly emit: Emit;
  /** The hints of the server about its tools are believed. */
  readonly trusts: () => boolean;
  /** The live session: what the server declared, and the era. Connects if need be. */
  session(signal?: AbortSignal): Promise<Session>;
  send(method: string, params: JsonObject, facets: RequestFacets, signal?: AbortSignal): Promise<unknown>;
}
