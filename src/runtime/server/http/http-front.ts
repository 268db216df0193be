import {
  createMcpHandler,
  InMemoryServerEventBus,
  isLegacyRequest,
  type McpHttpHandler,
  readRequestBody,
  type ServerEventBus,
} from "@modelcontextprotocol/server";
import { systemClock } from "../../async/clock.js";
import { isJsonObject, type JsonObject } from "../../../shared/json/json.js";
import type { Back } from "../back.js";
import { makeServer } from "../make-server.js";
import { ANONYMOUS, type Caller, type HttpOptions, type ToServerOptions } from "../server-options.js";
import { Serving } from "../serving.js";
import type { Wanted } from "../watch.js";
import { Watching } from "../watching.js";
import { Guard, refuse } from "./guard.js";
import { Sessions } from "./sessions.js";
import { tellerOf } from "./teller.js";
import { whenEnded } from "./when-ended.js";

const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Answers HTTP requests: in sessions for revisions up to 2025-11-25, as single requests for 2026-07-28. */
export class HttpFront {
  readonly #serving: Serving;
  readonly #guard: Guard;
  readonly #sessions: Sessions;
  readonly #maxBodyBytes: number;
  readonly #handlers = new Set<McpHttpHandler>();
  readonly #modern: McpHttpHandler;
  /** Callers of the requests that are being served: the SDK only passes on the request. */
  readonly #callers = new WeakMap<Request, Caller>();

  constructor(back: Back, options: ToServerOptions, http: HttpOptions) {
    const { maxBodyBytes = MAX_BODY_BYTES, maxSessions = 10_000, sessionIdleMs = 1_800_000 } = http;
    this.#serving = new Serving(back, options);
    this.#guard = new Guard(http);
    this.#maxBodyBytes = maxBodyBytes;
    this.#sessions = new Sessions({
      make: (caller) => makeServer(this.#serving, { era: "legacy", caller }),
      max: maxSessions,
      idleMs: sessionIdleMs,
      maxBodyBytes,
      now: systemClock.now,
    });
    this.#modern = this.#handler(new InMemoryServerEventBus());
  }

  /** Number of sessions. */
  get sessions(): number {
    return this.#sessions.size;
  }

  /** Answers one request. Bound to this object, so that it can be passed on. */
  readonly fetch = async (request: Request): Promise<Response> => {
    const caller = await this.#guard.admit(request);
    if (caller instanceof Response) return caller;
    let parsedBody: unknown;
    if (request.method === "POST") {
      const read = await readRequestBody(request, this.#maxBodyBytes);
      if (read.tooLarge) return refuse(413, `The body is longer than ${this.#maxBodyBytes} bytes.`);
      try {
        parsedBody = JSON.parse(read.text);
      } catch {
        return refuse(400, "The body is not JSON.");
      }
    }
    try {
      return await this.#answer(request, parsedBody, caller);
    } catch (error) {
      this.#serving.report(error);
      return refuse(502, "The upstream servers cannot be reached.");
    }
  };

  /** Ends all sessions and requests. */
  async close(): Promise<void> {
    await Promise.all([this.#sessions.close(), ...[...this.#handlers].map((handler) => handler.close())]);
    await this.#serving.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #answer(request: Request, parsedBody: unknown, caller: Caller): Promise<Response> {
    if (await isLegacyRequest(request, parsedBody)) return this.#sessions.handle(request, parsedBody, caller);
    this.#callers.set(request, caller);
    if (isJsonObject(parsedBody) && parsedBody["method"] === "subscriptions/listen")
      return this.#listen(request, parsedBody, caller);
    await this.#serving.back.info("modern");
    return this.#modern.fetch(request, { parsedBody });
  }

  /** A stream of notifications has its own session behind and its own handler, which serve no other caller. */
  async #listen(request: Request, parsedBody: JsonObject, caller: Caller): Promise<Response> {
    const { params } = parsedBody;
    const { notifications } = isJsonObject(params) ? params : {};
    const wanted = (isJsonObject(notifications) ? notifications : {}) as Wanted;
    const bus = new InMemoryServerEventBus();
    const handler = this.#handler(bus);
    const teller = tellerOf(bus);
    const watching = new Watching(this.#serving, { era: "modern", caller }, () => teller);
    const end = (): void => {
      this.#handlers.delete(handler);
      void handler.close();
      void watching.close();
    };
    try {
      await watching.add(wanted);
      return whenEnded(await handler.fetch(request, { parsedBody }), end);
    } catch (error) {
      end();
      throw error;
    }
  }

  #handler(bus: ServerEventBus): McpHttpHandler {
    const handler = createMcpHandler(
      ({ requestInfo }) =>
        makeServer(this.#serving, {
          era: "modern",
          caller: (requestInfo && this.#callers.get(requestInfo)) ?? ANONYMOUS,
        }),
      { legacy: "reject", bus, maxRequestBodySize: this.#maxBodyBytes, onerror: this.#serving.report },
    );
    this.#handlers.add(handler);
    return handler;
  }
}
