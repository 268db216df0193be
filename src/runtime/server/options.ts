import type { Implementation } from "@modelcontextprotocol/client";
import type { JsonObject } from "../../shared/json/json.js";
import type { Era } from "../connection/era.js";
import type { ProgressHandler } from "../connection/handlers.js";
import type { HandlerOptions } from "../handlers/handler-options.js";
import type { MultiClientOptions } from "../backend/options.js";

/** Who calls a server, as far as it was found out. */
export interface Caller {
  /** What sessions and answers are bound to: two callers of different ids never share either. */
  readonly id: string;
  /** The bearer token that the caller sent, where `auth` accepted one. */
  readonly token?: string | undefined;
}

/** Callers of whom nothing is known: nobody asked them who they are. */
export const ANONYMOUS: Caller = { id: "" };

/** Who is served, and in which era. */
export interface Occasion {
  readonly era: Era;
  readonly caller: Caller;
}

/** One request of a caller, before it goes to the client behind. */
export interface ServerRequest {
  /** Such as `tools/call`. */
  readonly method: string;
  /** Its parameters, without `_meta`. */
  readonly params: JsonObject;
  /** `_meta` of the request, without what belongs to the connection. */
  readonly meta: JsonObject | undefined;
  readonly caller: Caller;
  /** Aborted when the caller withdraws the request, or is gone. */
  readonly signal: AbortSignal;
  /** Present where the caller asked for progress. */
  readonly onProgress?: ProgressHandler | undefined;
}

/** Answers a request with the result of the protocol; throws what becomes the JSON-RPC error. */
export type ServerHandler = (request: ServerRequest) => Promise<JsonObject>;

/** Something around every request in front: it may refuse it, change it, answer it itself, or change the answer. */
export type ServerInterceptor = (next: ServerHandler) => ServerHandler;

/** Options of `toServer`. */
export interface ToServerOptions {
  /** What callers are told the server is. Default: what the server behind says; of several, this package. */
  readonly serverInfo?: Implementation;
  /** Default: what the servers behind say. */
  readonly instructions?: string;
  /**
   * `"session"` (default): every session in front has a session of its own behind, so that questions, logs and state of one caller
   * never reach another. `"shared"`: all callers share the client's own session; its handlers answer what servers ask, and logs go
   * to them.
   */
  readonly upstream?: "session" | "shared";
  /**
   * Credentials for the servers behind, made from those of the caller: `({ token }) => token` forwards its token. Default: the
   * client's own; nothing of a caller is ever forwarded unasked.
   */
  readonly credentials?: (caller: Caller) => MultiClientOptions["auth"];
  /** Answers what servers ask where the caller cannot. */
  readonly handlers?: HandlerOptions;
  /** Around every request, the first one outermost. */
  readonly interceptors?: readonly ServerInterceptor[];
  /** `replace` will be called, so that callers are told to expect that lists change. Default false. */
  readonly replaceable?: boolean;
  /** How long a caller may take to answer a question of a server, in milliseconds. Default 600,000. */
  readonly answerTimeoutMs?: number;
  /** How many sessions behind serve callers of 2026-07-28, who have no session themselves. Further calls wait. Default 64. */
  readonly maxUpstreams?: number;
  /** How long such a session is kept unused, in milliseconds. Default 60,000. */
  readonly upstreamIdleMs?: number;
  /** Told of what goes wrong beside the requests. */
  readonly onError?: (error: unknown) => void;
}

/** Who may call over HTTP, and how much. */
export interface HttpOptions {
  /**
   * Who may call: a bearer token, or a function that says who sent a request; `undefined` refuses it with status 401. Default:
   * everybody whom `hosts` and `origins` let in.
   */
  readonly auth?: string | ((request: Request) => Caller | undefined | Promise<Caller | undefined>);
  /** Host names that requests may name (DNS rebinding). Default: those of this machine. */
  readonly hosts?: readonly string[];
  /** Host names of web pages that may call. Default: pages of this machine. Requests without `Origin` come from no page. */
  readonly origins?: readonly string[];
  /** Longest body in bytes. Default 4 MiB. */
  readonly maxBodyBytes?: number;
  /** Sessions at a time; further ones are refused with status 503. Default 10,000. */
  readonly maxSessions?: number;
  /** How long a session is kept without a request or an open stream, in milliseconds. Default 1,800,000. */
  readonly sessionIdleMs?: number;
}
