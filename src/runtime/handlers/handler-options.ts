import type { JSONRPCMessage } from "@modelcontextprotocol/client";
import type { LogMessage, Progress } from "../connection/handlers.js";
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
 * What a server may ask of a client or tell it. A capability is declared only for what is here: some servers offer other
 * tools to a client that can do more. A handler that throws fails the server's request, and nothing else.
 */
export interface HandlerOptions {
  /** Log messages of the server (`notifications/message`), without the secrets that it was given. */
  readonly onLog?: (message: LogMessage) => void | Promise<void>;
  /** Progress of requests that have no `onProgress` of their own. */
  readonly onProgress?: (progress: Progress, context: ListenerContext) => void;
  /** Every message of the server, as it came: for debugging. */
  readonly onMessage?: (message: JSONRPCMessage, context: ListenerContext) => void;
  /** Answers requests for a language model's completion. Adapters: `openaiSampling`, `anthropicSampling`, `googleSampling`. */
  readonly sampling?: SamplingHandler | SamplingOptions;
  /** Answers questions to the user: forms and pages to open. */
  readonly elicitation?: ElicitationHandler | ElicitationOptions;
  /** Folders that the server may work in: paths or `file:` URLs, or a function that gives them. */
  readonly roots?: RootsOption;
}
