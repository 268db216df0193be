import type { ServerModel } from "../model/index.js";
import type { AskingValues } from "../options/option-values.js";
import type { IntrospectEvent } from "./events.js";

/** How servers are asked. */
export interface IntrospectOptions extends AskingValues {
  /**
   * How long a server that announces changes of its lists must stay quiet before they count as complete, in milliseconds. Default
   * 150.
   */
  readonly settleMs?: number;
  /** Aborts everything: processes have ended when the promise settles. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: IntrospectEvent) => void;
  /** Where `${VAR}` in the config is looked up. Default `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The servers in the lock, by key: shows which of their values change each time. */
  readonly last?: Readonly<Record<string, { readonly model: ServerModel }>>;
  /** Path of the config file, from which `${workspaceFolder}` follows. Default: the working directory. */
  readonly configPath?: string;
}
