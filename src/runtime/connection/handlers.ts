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
import type { RequestId } from "../receive/index.js";
import type { ServedRequests } from "./served-requests.js";

/** What a handler learns about the request that it answers. */
export interface HandlerContext {
  /** Id of the request; where it came within an answer (2026-07-28), its key there. */
  readonly id?: RequestId;
  /** Key of the server that asks. */
  readonly server: string;
  /** Aborted when the server withdraws its request, the call that it was asked for ends, or the connection does. */
  readonly signal: AbortSignal;
}

/** A log message of the server. `data` is any JSON value. */
export interface LogMessage {
  readonly level: LoggingLevel;
  readonly logger?: string | undefined;
  readonly data: unknown;
  /** Key of the server that logs. */
  readonly server: string;
}

/** How far a request is. `total` is absent where the server does not know. */
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
 * What a connection calls when the server speaks first: the inner form, which the room of handlers makes of what users
 * write. Each one is optional, and the client declares a capability only for what is here.
 */
export interface ClientHandlers {
  onLog?: ((message: LogMessage) => void) | undefined;
  /** Progress of requests that have no `onProgress` of their own. */
  onProgress?: ProgressHandler | undefined;
  /** Every message of the server, as it came. */
  onMessage?: ((message: JSONRPCMessage) => void) | undefined;
  sampling?: SamplingHandler | undefined;
  elicitation?: ElicitationHandler | undefined;
  roots?: RootsHandler | undefined;
}

/** Registers what answers the server's requests on a client that is not connected yet. */
export function attachHandlers(
  client: SdkClient,
  handlers: ClientHandlers,
  server: string,
  served: ServedRequests,
): void {
  // those of the time of the request: `setHandlers` may have put others there
  const { sampling, elicitation, roots } = handlers;
  const contextOf = ({ id, signal }: { id: RequestId; signal: AbortSignal }): HandlerContext => {
    const ended = served.signalOf(id);
    return { id, server, signal: ended === undefined ? signal : AbortSignal.any([signal, ended]) };
  };
  if (sampling !== undefined) {
    client.setRequestHandler(
      "sampling/createMessage",
      async ({ params }, ctx) =>
        (await (handlers.sampling ?? sampling).handle(params, contextOf(ctx.mcpReq))) as never,
    );
  }
  if (elicitation !== undefined) {
    client.setRequestHandler("elicitation/create", ({ params }, ctx) =>
      (handlers.elicitation ?? elicitation).handle(params, contextOf(ctx.mcpReq)),
    );
  }
  if (roots !== undefined) {
    client.setRequestHandler("roots/list", async (_request, ctx) => ({
      roots: [...(await (handlers.roots ?? roots).list(contextOf(ctx.mcpReq)))],
    }));
  }
}
