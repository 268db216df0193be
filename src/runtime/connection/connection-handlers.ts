import { readable } from "../../shared/text/reason.js";
import { anySignal } from "../async/any-signal.js";
import type {
  Client as SdkClient,
  ClientCapabilities,
  CreateMessageRequest,
  ElicitRequest,
  ElicitResult,
  JSONRPCMessage,
  LoggingLevel,
  Root,
} from "@modelcontextprotocol/client";
import { show } from "../../shared/text/show.js";
import type { RequestId } from "../receive/index.js";
import { type AnsweredMethod, checkHandlerResult } from "./handler-results.js";
import type { ServedRequests } from "./served-requests.js";

/** What a handler learns about the request that it answers. */
export interface HandlerContext {
  /** Id of the request; if it came within an answer (2026-07-28), its key there. */
  readonly id?: RequestId;
  /** Key of the server that sent the request. */
  readonly server: string;
  /** Aborted when the server cancels its request, the call that it belongs to ends, or the connection ends. */
  readonly signal: AbortSignal;
}

/** A log message of the server. `data` is any JSON value. */
export interface LogMessage {
  readonly level: LoggingLevel;
  readonly logger?: string | undefined;
  readonly data: unknown;
  /** Key of the server that sent the message. */
  readonly server: string;
}

/** Progress of a request. `total` is absent if the server does not know it. */
export interface Progress {
  readonly progress: number;
  readonly total?: number | undefined;
  readonly message?: string | undefined;
}

/** Called with every progress notification of a request. */
export type ProgressHandler = (progress: Progress) => void;

/** Answers `sampling/createMessage`. The result is checked against the protocol before it is sent. */
export interface SamplingHandler {
  readonly capabilities?: ClientCapabilities["sampling"];
  handle(params: CreateMessageRequest["params"], context: HandlerContext): Promise<object>;
}

/** Answers `elicitation/create`. */
export interface ElicitationHandler {
  /** Modes and extras declared to the server. Default: forms. */
  readonly capabilities?: ClientCapabilities["elicitation"];
  handle(params: ElicitRequest["params"], context: HandlerContext): Promise<ElicitResult>;
}

/** Answers `roots/list`. */
export interface RootsHandler {
  list(context: HandlerContext): Promise<readonly Root[]>;
}

/**
 * What a connection calls when the server sends a request or a notification: the internal form of the handlers that users
 * write. All are optional, and a capability is declared only for those present.
 */
export interface ClientHandlers {
  onLog?: ((message: LogMessage) => void) | undefined;
  /** Progress of requests that have no `onProgress` of their own. */
  onProgress?: ProgressHandler | undefined;
  /** Every message of the server, as received. */
  onMessage?: ((message: JSONRPCMessage) => void) | undefined;
  sampling?: SamplingHandler | undefined;
  elicitation?: ElicitationHandler | undefined;
  roots?: RootsHandler | undefined;
}

/** Registers the handlers of the server's requests on a client that is not connected yet. */
export function attachHandlers(
  client: SdkClient,
  handlers: ClientHandlers,
  server: string,
  served: ServedRequests,
): void {
  // read at the time of the request: `setHandlers` may have replaced them
  const { sampling, elicitation, roots } = handlers;
  const contextOf = ({ id, signal }: { id: RequestId; signal: AbortSignal }): HandlerContext => {
    const ended = served.signalOf(id);
    return { id, server, signal: ended === undefined ? signal : anySignal([signal, ended]) };
  };
  if (sampling !== undefined) {
    client.setRequestHandler(
      "sampling/createMessage",
      async ({ params }, ctx) =>
        (await answered("sampling/createMessage", () =>
          (handlers.sampling ?? sampling).handle(params, contextOf(ctx.mcpReq)),
        )) as never,
    );
  }
  if (elicitation !== undefined) {
    client.setRequestHandler("elicitation/create", ({ params }, ctx) =>
      answered("elicitation/create", () =>
        (handlers.elicitation ?? elicitation).handle(params, contextOf(ctx.mcpReq)),
      ),
    );
  }
  if (roots !== undefined) {
    client.setRequestHandler("roots/list", (_request, ctx) =>
      answered("roots/list", async () => ({
        roots: [...(await (handlers.roots ?? roots).list(contextOf(ctx.mcpReq)))],
      })),
    );
  }
}

/**
 * Checks what a handler answers, and turns what it throws into an `Error`: the SDK answers the server with nothing if it is
 * `undefined` or null.
 */
async function answered<T>(method: AnsweredMethod, answer: () => Promise<T>): Promise<T> {
  try {
    return await checkHandlerResult(method, await answer());
  } catch (thrown) {
    const error = readable(thrown);
    if (error instanceof Error || (typeof error === "object" && error !== null)) throw error;
    const value = error === undefined || error === null ? "" : `: ${show(String(error), 500)}`;
    throw new Error(`The handler of the request failed${value}.`, { cause: thrown });
  }
}
