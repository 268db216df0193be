import type { AnswerTime } from "../async/answer-time.js";
import type { JsonObject } from "../../shared/json/json.js";
import type { CacheMode } from "../cache/cache-mode.js";
import type { ProgressHandler } from "../connection/connection-handlers.js";
import type { Clock } from "../async/clock.js";
import type { SessionInfo } from "../connection/session.js";
import type { Listener } from "../handlers/overheard.js";
import type { Identity } from "../identity/identity.js";
import type { Emit } from "../events/event.js";
import type { Route } from "./route.js";

/** One request on its way to a server: every layer sees it and may replace it. */
export interface LayerRequest {
  /** MCP method, such as `tools/call`. */
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** What the caller or the generated code knows about it; decides whether it may be sent again. */
  readonly traits: RequestTraits;
}

/** What a request requires of the layers and of the session. Every layer reads the fields that concern it. */
export interface RequestTraits {
  /** Tool, prompt or URI concerned, for errors and events. */
  readonly subject?: string;
  /**
   * Whether it may be sent again although the server may have run it: always for reads and lists, for a tool only if trusted or
   * so declared.
   */
  readonly repeatable: boolean;
  /** Deadline of the request, counted from its start, including queue, attempts and pauses. 0: none. */
  readonly timeoutMs?: number;
  /** Whether progress restarts the deadline. Default false. */
  readonly resetTimeoutOnProgress?: boolean;
  /** With `resetTimeoutOnProgress`: the deadline that progress does not extend. Default none. */
  readonly maxTotalTimeoutMs?: number;
  readonly onProgress?: ProgressHandler | undefined;
  /** Attempts of this request instead of the client's. 1: no retry. */
  readonly attempts?: number;
  /** How this request uses the cache. Default `use`. */
  readonly cache?: CacheMode;
  /** Input schema of the called tool, if it declares headers. */
  readonly headerSchema?: JsonObject | undefined;
  /** For whom the request is, if the client's requests are for different identities. */
  readonly identity?: Identity | undefined;
}

/** Identifies a request in events. */
export interface RequestFacts {
  readonly server: string;
  readonly method: string;
  readonly subject?: string;
}

/** Returns server, method and subject of a request. */
export function factsOf(
  { method, traits: { subject } }: LayerRequest,
  { server }: LayerContext,
): RequestFacts {
  return { server, method, ...(subject !== undefined && { subject }) };
}

/** What accompanies a request through the layers. */
export interface LayerContext {
  /** Tells when deadlines are paused, because the program is answering the server. */
  readonly answerTime?: AnswerTime | undefined;
  /** Key of the server, for errors and events. */
  readonly server: string;
  /** Aborted by the caller or at the deadline; `reason` is the caller's. */
  readonly signal: AbortSignal;
  /** Absolute end of the request in the injected clock's milliseconds; `undefined`: none. */
  readonly deadline?: number;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** What the attempts of this request have tried so far; absent without a retry layer. */
  readonly route?: Route;
  /** What the server said about itself, while there is a session. */
  readonly info?: () => SessionInfo | undefined;
  /** Receives the server's other messages, until the returned function is called. */
  readonly overhear?: (listener: Listener) => () => void;
  /** Removes the client's secrets from a text. */
  readonly redact?: (text: string) => string;
  /**
   * Removes the client's secrets from JSON data that is recorded, so that texts that are JSON stay JSON. Keeps plain values of variables
   * whose names do not mean a secret, such as a port.
   */
  readonly redactData?: <V>(value: V) => V;
}

/** What every layer's factory gets besides its options. */
export interface LayerDependencies {
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly emit: Emit;
}

/** Sends a request and resolves to its result. */
export type Handler = (request: LayerRequest, context: LayerContext) => Promise<unknown>;

/**
 * Wraps every request: argument validation, cache, deadline, retry, choice of a replica, queue, health. A layer that is not
 * configured is not in the chain and costs nothing.
 */
export type Layer = (next: Handler) => Handler;

/** Wraps `innermost` in `layers`, the first one outermost. */
export function compose(layers: readonly Layer[], innermost: Handler): Handler {
  return layers.reduceRight((next, layer) => layer(next), innermost);
}
