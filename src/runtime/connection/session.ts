import type * as Sdk from "@modelcontextprotocol/client";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import { describeWords } from "../errors/connection-end.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { isEndOfAttempt } from "../layers/attempt-end.js";
import { type ErrorContext, mapSdkError } from "../errors/map-sdk-error.js";
import type { FmcpError } from "../../shared/errors/fmcp-error.js";
import type { ServerWords, TransportEnd } from "../transport/transport-source.js";
import { closeWithin } from "./close.js";
import { DirectRequests } from "./direct-requests.js";
import { unwrapAnswer } from "./envelope.js";
import type { ProgressHandler } from "./connection-handlers.js";
import type { Era } from "./era.js";
import type { ProgressRouter } from "./progress-router.js";
import { FOREVER_MS, timerMs } from "../../shared/time/forever.js";
import { anyResult } from "./sdk.js";
import { type ShimTransport, STREAM_ENDED } from "./shim-transport.js";

/** What a server said about itself. */
export interface SessionInfo {
  readonly era: Era;
  readonly protocolVersion: string;
  readonly serverInfo: Sdk.Implementation | undefined;
  readonly capabilities: JsonObject;
  readonly instructions: string | undefined;
}

/** Options of one request. */
export interface SendOptions {
  readonly signal?: AbortSignal | undefined;
  /** Deadline in milliseconds, if the session is to keep it. Default: only `signal` ends the request. */
  readonly timeoutMs?: number | undefined;
  readonly onProgress?: ProgressHandler | undefined;
  /** Tool, prompt or URI, for errors. */
  readonly subject?: string | undefined;
  /** Input schema of a tool whose arguments are also sent as headers (`x-mcp-header`, 2026-07-28 over HTTP). */
  readonly headerSchema?: JsonObject | undefined;
}

/** Params of a request, as layers pass them on. */
type Params = Readonly<Record<string, unknown>>;

/** How long a server may take to confirm a request that the user did not make: a subscription, a log level. */
export const CONFIRM_MS = 30_000;

/** How many of the last lines of standard error a time-out quotes. */
const LAST_LINES = 5;

/** Parts of a session, assembled by `openSession`. */
export interface SessionParts {
  readonly server: string;
  readonly client: Sdk.Client;
  readonly transport: ShimTransport;
  readonly info: SessionInfo;
  readonly progress: ProgressRouter;
  /** Whether the client answers the server's questions or a person may have to log in, so that deadlines can be paused. */
  readonly answers: boolean;
  readonly end: () => TransportEnd | undefined;
  /** What its process has printed so far, if it has one. */
  readonly words: () => ServerWords | undefined;
  /** Removes secrets from an error. */
  readonly clean: (error: unknown) => unknown;
}

/**
 * One live connection to a server, from handshake to end: a new SDK client on a new transport. It never reconnects; the next
 * connection is another session.
 */
export class Session {
  readonly info: SessionInfo;
  /** Settles when the connection is gone, for any reason. */
  readonly closed: Promise<void>;
  /** Log level, which every 2026-07-28 request carries. */
  logLevel: Sdk.LoggingLevel | undefined;

  readonly #parts: SessionParts;
  #inFlight = 0;
  #alive = true;
  #retired: (() => void) | undefined;
  #closing: Promise<void> | undefined;
  #served = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.info = parts.info;
    this.closed = new Promise((resolve) => {
      const ended = (): void => {
        this.#alive = false;
        resolve();
      };
      parts.client.onclose = ended;
      if (parts.client.transport === undefined) ended();
    });
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Whether it answered at least one request: its end is then not a failed start. */
  get served(): boolean {
    return this.#served;
  }

  /**
   * Whether `timeoutMs` covers the whole request: the SDK's timer covers only one round of questions, and is not paused while
   * one is answered.
   */
  get keepsDeadlines(): boolean {
    return !this.#parts.answers;
  }

  get sessionId(): string | undefined {
    return this.#parts.transport.sessionId;
  }

  /** Receives an older server's unsolicited messages from now on: notifications and requests outside calls. */
  async hear(): Promise<void> {
    if (this.info.era !== "legacy") return;
    try {
      await this.#parts.transport.listen();
    } catch (error) {
      throw this.#cleanError(error, "the stream for messages of the server");
    }
  }

  /** Why the transport ended, if it did. */
  get end(): TransportEnd | undefined {
    return this.#parts.end();
  }

  /**
   * Sends one request and resolves to the answer as received.
   *
   * @throws {FmcpError} or the reason of `signal`, whichever is the cause
   */
  async request(method: string, given: Params, options: SendOptions = {}): Promise<unknown> {
    const { signal, onProgress, timeoutMs, headerSchema } = options;
    if (signal?.aborted) throw signal.reason;
    const { client, transport } = this.#parts;
    const isLegacy = this.info.era === "legacy";
    const token = onProgress === undefined ? undefined : this.#parts.progress.open(onProgress);
    const params = this.#complete(given, token);
    const strays = transport.strays.count;
    this.#inFlight++;
    // in one function: a call passes few frames of ours
    try {
      let answer: unknown;
      if (isLegacy && DirectRequests.takes(method))
        answer = await transport.direct.request(method, params, { signal, timeoutMs });
      else {
        const sdkOptions = {
          timeout: timerMs(timeoutMs || FOREVER_MS),
          ...(signal !== undefined && { signal }),
        };
        answer = unwrapAnswer(
          await (headerSchema === undefined || isLegacy || method !== "tools/call"
            ? client.request({ method, params }, anyResult, sdkOptions)
            : client.callTool(params as Sdk.CallToolRequest["params"], {
                ...sdkOptions,
                toolDefinition: toolOf(params, headerSchema),
              })),
        );
      }
      this.#served = true;
      return answer;
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw this.#parts.clean(this.#explained(this.mapError(error, method, options), strays));
    } finally {
      if (token !== undefined) this.#parts.progress.close(token);
      if (--this.#inFlight === 0) this.#retired?.();
    }
  }

  /** Adds to the error of a deadline what the server said meanwhile. `strays`: how many stray errors there were before. */
  #explained(error: unknown, strays: number): unknown {
    if (!(error instanceof TimeoutError) || isEndOfAttempt(error)) return error;
    const { transport, words } = this.#parts;
    const { stderrTail = "" } = words() ?? {};
    const last = stderrTail.trimEnd().split("\n").slice(-LAST_LINES).join("\n");
    const said = transport.strays.since(strays) + describeWords({ stderrTail: last });
    const { message, timeoutMs, server, subject } = error;
    return said === ""
      ? error
      : new TimeoutError(message + said, timeoutMs, { server, subject, cause: error });
  }

  async notify(method: string, params: JsonObject = {}): Promise<void> {
    try {
      await this.#parts.client.notification({ method, params });
    } catch (error) {
      throw this.#cleanError(error, method);
    }
  }

  /** Opens a stream of notifications (2026-07-28, `subscriptions/listen`); resolves once the server has acknowledged it. */
  async listen(filter: Sdk.SubscriptionFilter, signal?: AbortSignal): Promise<Sdk.McpSubscription> {
    try {
      return await this.#parts.client.listen(filter, {
        timeout: CONFIRM_MS,
        ...(signal !== undefined && { signal }),
      });
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw this.#cleanError(error, "subscriptions/listen", { timeoutMs: CONFIRM_MS });
    }
  }

  #cleanError(error: unknown, method: string, options?: SendOptions): unknown {
    return this.#parts.clean(this.mapError(error, method, options));
  }

  mapError(error: unknown, method: string, { subject, timeoutMs }: SendOptions = {}): FmcpError {
    const { server } = this.#parts;
    const context: ErrorContext = {
      server,
      method,
      subject,
      timeoutMs,
      era: this.info.era,
      end: this.end,
      streamEnded: STREAM_ENDED,
    };
    return mapSdkError(error, context);
  }

  /** Closes the session once nothing is in flight, so that no other call is affected. */
  retire(timeoutMs: number): void {
    const close = (): void => void this.close(timeoutMs);
    if (this.#inFlight === 0) close();
    else this.#retired = close;
  }

  /** Ends the session on the server and here, within `timeoutMs`. Never rejects; further calls wait for the first. */
  close(timeoutMs: number): Promise<void> {
    return (this.#closing ??= closeWithin(this.#parts.client, this.#parts.transport, timeoutMs).then(() => {
      this.#alive = false;
    }));
  }

  #complete(params: Params, progressToken: string | undefined): Params {
    const level = this.info.era === "modern" ? this.logLevel : undefined;
    if (progressToken === undefined && level === undefined) return params;
    const meta = params["_meta"];
    return {
      ...params,
      _meta: {
        ...(level !== undefined && { "io.modelcontextprotocol/logLevel": level }),
        ...(isJsonObject(meta) ? meta : {}),
        ...(progressToken !== undefined && { progressToken }),
      },
    };
  }
}

/** The tool of a call, as the SDK wants it for the headers of the request. */
function toolOf(params: Params, inputSchema: JsonObject): Sdk.Tool {
  return { name: String(params["name"]), inputSchema } as unknown as Sdk.Tool;
}
