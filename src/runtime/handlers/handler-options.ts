import type { JSONRPCMessage } from "@modelcontextprotocol/client";
import type { LogMessage, Progress } from "../connection/connection-handlers.js";
import type { ElicitationHandler } from "./elicitation/elicitation-handler.js";
import type { ElicitationOptions } from "./elicitation/elicitation.js";
import type { RootsOption } from "./roots/roots.js";
import type { SamplingOptions } from "./sampling/sampling.js";
import type { SamplingHandler } from "./sampling/sampling-handler.js";

/** Where a message comes from. */
export interface ListenerContext {
  /** Key of the server in the config, or the label of its target. */
  readonly server: string;
}

/**
 * Handlers of a server's requests and notifications. A capability is declared only for those present: some servers offer other
 * tools to a client with more capabilities. A handler that throws only fails the server's request.
 */
export interface HandlerOptions {
  /** Called with log messages of the server (`notifications/message`), without the secrets that it was given. */
  readonly onLog?: (message: LogMessage) => void | Promise<void>;
  /** Called with progress of requests that have no `onProgress` of their own. */
  readonly onProgress?: (progress: Progress, context: ListenerContext) => void;
  /** Called with every message of the server, as received: for debugging. */
  readonly onMessage?: (message: JSONRPCMessage, context: ListenerContext) => void;
  /** Answers requests for a completion of a language model. Adapters: `openaiSampling`, `anthropicSampling`, `googleSampling`. */
  readonly sampling?: SamplingHandler | SamplingOptions;
  /** Answers questions to the user: forms, and pages to open. */
  readonly elicitation?: ElicitationHandler | ElicitationOptions;
  /** Folders that the server may work in: paths or `file:` URLs, or a function that returns them. */
  readonly roots?: RootsOption;
}
