import type { Client } from "../client/client.js";
import type { JsonObject } from "../../shared/json/json.js";
import { answerWith } from "./answer.js";
import type { Back } from "./back.js";
import { HeldCalls } from "./held-calls.js";
import type { ServerHandler, ServerRequest, ToServerOptions } from "./options.js";
import { UpstreamPool } from "./upstream-pool.js";

/** How long a caller may take for an answer, in milliseconds, where nothing else is said. */
const ANSWER_TIMEOUT_MS = 600_000;

/** What all servers of one connection, or of one address, stand on. */
export class Serving {
  readonly back: Back;
  readonly options: ToServerOptions;
  readonly answerTimeoutMs: number;
  /** Sessions behind, and calls that wait for answers, of callers of 2026-07-28. */
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

  /** Answers a request with what a client behind says, through the interceptors. */
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
