import type { Client } from "../client/client.js";
import type { JsonObject } from "../../shared/json/json.js";
import { answerWith } from "./answer.js";
import type { Back } from "./back.js";
import { HeldCalls } from "./held-calls.js";
import type { ServerHandler, ServerRequest, ToServerOptions } from "./server-options.js";
import { UpstreamPool } from "./upstream-pool.js";

/** Default time for a caller's answer, in milliseconds. */
const ANSWER_TIMEOUT_MS = 600_000;

/** The state shared by all servers of one connection or of one address. */
export class Serving {
  readonly back: Back;
  readonly options: ToServerOptions;
  readonly answerTimeoutMs: number;
  /** Sessions behind, and held calls, of callers of 2026-07-28. */
  readonly pool: UpstreamPool;
  readonly held: HeldCalls;

  constructor(back: Back, options: ToServerOptions) {
    const { answerTimeoutMs = ANSWER_TIMEOUT_MS, maxUpstreams = 64, upstreamIdleMs = 60_000 } = options;
    this.back = back;
    this.options = options;
    this.answerTimeoutMs = answerTimeoutMs;
    this.pool = new UpstreamPool(maxUpstreams, upstreamIdleMs);
    this.held = new HeldCalls(answerTimeoutMs);
  }

  /** Answers a request with the results of a client behind, through the interceptors. */
  answer(client: Client, request: ServerRequest): Promise<JsonObject> {
    const { interceptors = [] } = this.options;
    const handler = interceptors.reduceRight<ServerHandler>(
      (next, interceptor) => interceptor(next),
      answerWith(client),
    );
    return handler(request);
  }

  readonly report = (error: unknown): void => this.options.onError?.(error);

  async close(): Promise<void> {
    this.held.clear();
    await this.pool.close();
  }
}
