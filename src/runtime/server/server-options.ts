import type { Implementation } from "@modelcontextprotocol/client";
import type { JsonObject } from "../../shared/json/json.js";
import type { Era } from "../connection/era.js";
import type { ProgressHandler } from "../connection/connection-handlers.js";
import type { HandlerOptions } from "../handlers/handler-options.js";
import type { MultiClientOptions } from "../backend/backend-options.js";

/** The caller of a server, as far as it is known. */
export interface Caller {
  /** Sessions and answers are bound to it: callers with different ids never share either. */
  readonly id: string;
  /** The bearer token that the caller sent, if `auth` accepted one. */
  readonly token?: string | undefined;
}

/** A caller that was not asked to authenticate. */
export const ANONYMOUS: Caller = { id: "" };

/** The caller, and the era. */
export interface Occasion {
  readonly era: Era;
  readonly caller: Caller;
}

/** One request of a caller, before it goes to the served client. */
export interface ServerRequest {
  /** Such as `tools/call`. */
  readonly method: string;
  /** Its parameters, without `_meta`. */
  readonly params: JsonObject;
  /** `_meta` of the request, without what belongs to the connection. */
  readonly meta: JsonObject | undefined;
  readonly caller: Caller;
  /** Aborted when the caller cancels the request, or disconnects. */
  readonly signal: AbortSignal;
  /** Present if the caller asked for progress. */
  readonly onProgress?: ProgressHandler | undefined;
}

/** Answers a request with the protocol's result; anything thrown becomes the JSON-RPC error. */
export type ServerHandler = (request: ServerRequest) => Promise<JsonObject>;

/** Wraps every request of a caller: it may refuse it, change it, answer it itself, or change the answer. */
export type ServerInterceptor = (next: ServerHandler) => ServerHandler;

/** Options of `toServer`. */
export interface ToServerOptions {
  /** Name and version that callers see. Default: those of the upstream server; with several, those of this package. */
  readonly serverInfo?: Implementation;
  /** Default: those of the upstream servers. */
  readonly instructions?: string;
  /**
   * `"session"` (default): every caller's session has its own upstream session, so that questions, logs and state of one
   * caller never reach another. `"shared"`: all callers share the client's own session; its handlers answer the servers'
   * questions and receive the logs.
   */
  readonly upstream?: "session" | "shared";
  /**
   * Credentials for the upstream servers, made from those of the caller: `({ token }) => token` forwards its token. Default:
   * the client's own; nothing of a caller is ever forwarded unless you do it here.
   */
  readonly credentials?: (caller: Caller) => MultiClientOptions["auth"];
  /** Answers the servers' questions that the caller cannot answer. */
  readonly handlers?: HandlerOptions;
  /** Wrap every request, the first one outermost. */
  readonly interceptors?: readonly ServerInterceptor[];
  /** Whether `replace` will be called, so that callers know that lists may change. Default false. */
  readonly replaceable?: boolean;
  /** How long a caller may take to answer a server's question, in milliseconds. Default 600,000. */
  readonly answerTimeoutMs?: number;
  /** Maximum upstream sessions for callers of 2026-07-28, which have no session themselves. Further calls wait. Default 64. */
  readonly maxUpstreams?: number;
  /** How long such a session is kept when unused, in milliseconds. Default 60,000. */
  readonly upstreamIdleMs?: number;
  /** Called with errors that no request reports. */
  readonly onError?: (error: unknown) => void;
}

/** Which callers are allowed over HTTP, and how much they may send. */
export interface HttpOptions {
  /**
   * Authenticates callers: a bearer token, or a function that returns the caller of a request; `undefined` refuses it with
   * status 401. Default: every caller that `hosts` and `origins` admit.
   */
  readonly auth?: string | ((request: Request) => Caller | undefined | Promise<Caller | undefined>);
  /** Host names allowed in requests (DNS rebinding). Default: those of this machine. */
  readonly hosts?: readonly string[];
  /** Host names of web pages that may call. Default: pages of this machine. Requests without `Origin` do not come from a page. */
  readonly origins?: readonly string[];
  /** Longest body in bytes. Default 4 MiB. */
  readonly maxBodyBytes?: number;
  /** Most concurrent sessions; further ones are refused with status 503. Default 10,000. */
  readonly maxSessions?: number;
  /** How long a session is kept without a request or an open stream, in milliseconds. Default 1,800,000. */
  readonly sessionIdleMs?: number;
}
