import type { Limits } from "../model/index.js";
import type { IntrospectEvent } from "./events.js";

/** How servers are asked. */
export interface IntrospectOptions {
  /** Servers that are asked at once. Default 8. */
  readonly concurrency?: number;
  /** How long one server may take, from its start to its last list, in milliseconds. Default 30,000. */
  readonly timeoutMs?: number;
  /** How long one list may take, all pages, in milliseconds. Default 10,000. It costs that list, not the server. */
  readonly listTimeoutMs?: number;
  /** How long a server that announces changes of its lists must stay quiet before they count as complete, in milliseconds. Default 150. */
  readonly settleMs?: number;
  /** How much a server may say. */
  readonly limits?: Partial<Limits>;
  /** Ends everything: processes are gone when the promise settles. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: IntrospectEvent) => void;
  /** Where `${VAR}` in the config is looked up. Default `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Path of the config file: what `${workspaceFolder}` in it means. Default: the working directory. */
  readonly configPath?: string;
}
