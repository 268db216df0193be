import type { ServerModel } from "../model/index.js";
import type { AskingValues } from "../options/values.js";
import type { IntrospectEvent } from "./events.js";

/** How servers are asked. */
export interface IntrospectOptions extends AskingValues {
  /** How long one list may take, all pages, in milliseconds. Default 10,000. It costs that list, not the server. */
  readonly listTimeoutMs?: number;
  /** How long a server that announces changes of its lists must stay quiet before they count as complete, in milliseconds. Default 150. */
  readonly settleMs?: number;
  /** Ends everything: processes are gone when the promise settles. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: IntrospectEvent) => void;
  /** Where `${VAR}` in the config is looked up. Default `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What the lock holds of the servers, by key: shows which of their values are another one each time. */
  readonly last?: Readonly<Record<string, { readonly model: ServerModel }>>;
  /** Path of the config file: what `${workspaceFolder}` in it means. Default: the working directory. */
  readonly configPath?: string;
}
