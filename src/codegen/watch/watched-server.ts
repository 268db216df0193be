import { reason } from "../../shared/text/reason.js";
import type { ServerEntry } from "../../shared/config/index.js";
import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { type IntrospectOptions, OpenServer, settledModel } from "../introspect/index.js";
import type { ListName, ServerModel } from "../model/index.js";
import { retryDelay, type Sign } from "./pending.js";
import type { WatchEvent } from "./watch-event.js";

/** The result of asking a server. */
export type Answer =
  | { readonly model: ServerModel; readonly failedLists: readonly ListName[]; readonly durationMs: number }
  | { readonly failure: { readonly code: string; readonly message: string }; readonly durationMs: number };

/** One server of the config: kept open, restarted when necessary, tried again after failures. */
export class WatchedServer {
  readonly entry: ServerEntry;
  readonly #options: IntrospectOptions;
  readonly #sign: (sign: Sign) => void;
  readonly #tell: (event: WatchEvent) => void;
  #open: OpenServer | undefined;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(
    entry: ServerEntry,
    options: IntrospectOptions,
    sign: (sign: Sign) => void,
    tell: (event: WatchEvent) => void,
  ) {
    this.entry = entry;
    this.#options = options;
    this.#sign = sign;
    this.#tell = tell;
  }

  /** Asks it over the existing connection. Rejects only if the signal of the options is aborted. */
  async ask(): Promise<Answer> {
    const server = this.entry.key;
    const started = performance.now();
    clearTimeout(this.#timer);
    try {
      const { model: said, failedLists } = await (this.#open ??= this.#connect()).read();
      const model = await settledModel(this.entry, said, this.#options);
      if (this.#failures > 0) this.#tell({ type: "back", server });
      this.#failures = 0;
      return { model, failedLists, durationMs: performance.now() - started };
    } catch (error) {
      this.#options.signal?.throwIfAborted();
      const failure = {
        code: error instanceof FmcpError ? error.code : "SERVER_FAILED",
        message: reason(error),
      };
      await this.restart();
      this.#again(failure);
      return { failure, durationMs: performance.now() - started };
    }
  }

  /** Closes the connection and ends the process; the next request starts another. */
  async restart(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.close();
  }

  async close(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#timer);
    await this.restart();
  }

  #connect(): OpenServer {
    const server = this.entry.key;
    const open: OpenServer = new OpenServer(this.entry, this.#options, {
      onListChanged: () => this.#sign({ type: "list", server }),
      onLost: () => {
        if (this.#open === open) this.#again();
      },
    });
    return open;
  }

  #again(error?: { readonly code: string; readonly message: string }): void {
    if (this.#ended) return;
    const server = this.entry.key;
    const delayMs = retryDelay(++this.#failures);
    this.#tell({ type: "lost", server, delayMs, ...(error !== undefined && { error }) });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#sign({ type: "retry", server }), delayMs);
  }
}
