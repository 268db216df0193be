import type { AnswerTime } from "../async/answer-time.js";
import type { JsonObject } from "../../shared/json/json.js";
import type { CacheMode } from "../cache/cache-mode.js";
import type { ProgressHandler } from "../connection/handlers.js";
import type { Clock } from "../async/clock.js";
import type { SessionInfo } from "../connection/session.js";
import type { Listener } from "../handlers/overheard.js";
import type { Identity } from "../identity/identity.js";
import type { Emit } from "../events/event.js";
import type { Route } from "./route.js";

/** One request on its way to a server: what every layer sees and may replace. */
export interface LayerRequest {
  /** MCP method, such as `tools/call`. */
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** What the caller or the generated code knows about it; decides whether it may be sent again. */
  readonly traits: RequestTraits;
}

/** What a request asks of the layers and of the session. Every layer reads the fields that concern it. */
export interface RequestTraits {
  /** Tool, prompt or URI concerned, for errors and events. */
  readonly subject?: string;
  /** May be sent again although the server may have run it: reads and lists always, a tool only if trusted or told so. */
  readonly repeatable: boolean;
  /** End of the request, counted from its start: queue, attempts and pauses included. 0: none. */
  readonly timeoutMs?: number;
  /** Progress starts the time again. Default false. */
  readonly resetTimeoutOnProgress?: boolean;
  /** With `resetTimeoutOnProgress`: the end that no progress moves. Default none. */
  readonly maxTotalTimeoutMs?: number;
  readonly onProgress?: ProgressHandler | undefined;
  /** Attempts of this request instead of the client's. 1: no retry. */
  readonly attempts?: number;
  /** What the cache does about this request. Default `use`. */
  readonly cache?: CacheMode;
  /** Input schema of the tool that is called, where it declares headers. */
  readonly headerSchema?: JsonObject | undefined;
  /** For whom the request is made, where the client's requests are not all for the same. */
  readonly identity?: Identity | undefined;
}

/** Which request it is, for events. */
export interface RequestFacts {
  readonly server: string;
  readonly method: string;
  readonly subject?: string;
}

/** Server, method and subject of a request. */
export function factsOf(
  { method, traits: { subject } }: LayerRequest,
  { server }: LayerContext,
): RequestFacts {
  return { server, method, ...(subject !== undefined && { subject }) };
}

/** What travels beside a request through the layers. */
export interface LayerContext {
  /** Time in which deadlines stand, because the program answers the server. */
  readonly answerTime?: AnswerTime | undefined;
  /** Key of the server, for errors and events. */
  readonly server: string;
  /** Aborted by the caller or at the deadline; `reason` is the caller's own. */
  readonly signal: AbortSignal;
  /** Absolute end of the request in the injected clock's milliseconds; `undefined`: none. */
  readonly deadline?: number;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** What the attempts of this request have tried so far; absent: there is no retry layer. */
  readonly route?: Route;
  /** What the server said about itself, as long as there is a session. */
  readonly info?: () => SessionInfo | undefined;
  /** Hears what the server says beside its answers, until the function that is returned is called. */
  readonly overhear?: (listener: Listener) => () => void;
  /** A text without the secrets that the client knows. */
  readonly redact?: (text: string) => string;
}

/** What every layer's factory gets beside its options. */
export interface LayerDependencies {
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly emit: Emit;
}

/** Sends a request and resolves to its result. */
export type Handler = (request: LayerRequest, context: LayerContext) => Promise<unknown>;

/**
 * Something around every request: argument validation, cache, deadline, retry, replica pick, queue, health. A layer
 * that is not configured is not in the chain and costs nothing.
 */
export type Layer = (next: Handler) => Handler;

/** `layers` around `innermost`, the first one outermost. */
export function compose(layers: readonly Layer[], innermost: Handler): Handler {
  return layers.reduceRight((next, layer) => layer(next), innermost);
}
