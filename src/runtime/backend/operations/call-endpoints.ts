import { broadcast, type BroadcastOptions } from "../../batch/broadcast.js";
import type { Settled } from "../../batch/settled.js";
import type { JsonObject } from "../../../shared/json/json.js";
import type { Handler } from "../../layers/layer.js";

/** Sends one request to every endpoint in parallel, without balancing; returns the answers as received. */
export function callEndpoints(
  server: string,
  endpoints: ReadonlyMap<string, Handler>,
  request: { readonly method: string; readonly params: JsonObject },
  options: BroadcastOptions<unknown>,
): Promise<ReadonlyMap<string, Settled<unknown>>> {
  const { method, params } = request;
  const send = (handle: Handler, { signal }: { readonly signal: AbortSignal }): Promise<unknown> =>
    handle({ method, params, traits: { repeatable: false } }, { server, signal, attempt: 1 });
  return broadcast(endpoints, send, options);
}
