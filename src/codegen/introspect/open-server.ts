import type { ServerEntry } from "../../shared/config/index.js";
import { isJsonObject } from "../../shared/json/json.js";
import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";
import { Deadline } from "./deadline.js";
import { IntrospectTimeoutError } from "./introspect-errors.js";
import { type Introspected, readServer } from "./introspect-server.js";
import { ListWatch } from "./list-watch.js";
import { openClient, type OpenedClient } from "./open-client.js";
import type { IntrospectOptions } from "./introspect-options.js";
import { decliningHandlers } from "./profile.js";
import { withoutSecrets } from "./secrets.js";

/** Notifications about a server that is kept open. */
export interface ServerSigns {
  /** Called when the server reports that one of its lists changed. */
  readonly onListChanged: () => void;
  /** Called when its session ended unexpectedly. */
  readonly onLost: () => void;
}

const LISTS = ["tools", "resources", "prompts"] as const;

/** A server that stays connected, so that it can report changes and be asked again. */
export class OpenServer {
  readonly #entry: ServerEntry;
  readonly #options: IntrospectOptions;
  readonly #signs: ServerSigns;
  readonly #watch = new ListWatch(() => performance.now());
  readonly #opened: OpenedClient;
  #deadline: Deadline | undefined;
  #reading = false;
  #connected = false;
  #closed = false;
  readonly #heard = new Set<string>();

  constructor(entry: ServerEntry, options: IntrospectOptions, signs: ServerSigns) {
    this.#entry = entry;
    this.#options = options;
    this.#signs = signs;
    const handlers = decliningHandlers((method) => this.#notified(method));
    this.#opened = openClient(entry, handlers, {
      ...options,
      onInstaller: (installer) => this.#deadline?.startsWith(installer),
    });
    this.#opened.client.onState((state) => {
      const lost = this.#connected && state === "idle" && !this.#closed;
      this.#connected = state === "connected";
      if (lost) signs.onLost();
    });
  }

  /**
   * Asks it what it offers, over the existing connection or a new one.
   * @throws the reason it could not be queried, without secrets, or the reason of `options.signal`
   */
  async read(): Promise<Introspected> {
    const { timeoutMs, signal: outer } = this.#options;
    const deadline = new Deadline(timeoutMs, outer);
    const { signal } = deadline;
    this.#deadline = deadline;
    this.#reading = true;
    try {
      this.#opened.client.hold();
      await this.#opened.client.initialize({ signal });
      await this.#hear(signal);
      deadline.end();
      return await readServer(this.#entry, this.#opened, this.#watch, this.#options);
    } catch (error) {
      outer?.throwIfAborted();
      throw deadline.passed
        ? new IntrospectTimeoutError(this.#entry.key, deadline.limitMs, {
            cause: error,
            hints: this.#opened.hints(),
          })
        : this.#clean(error);
    } finally {
      deadline.end();
      this.#reading = false;
    }
  }

  /** Closes the connection and ends its process. Never rejects. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#opened.client.close();
  }

  /** Subscribes to changes; the client renews this whenever it reconnects. */
  async #hear(signal: AbortSignal): Promise<void> {
    for (const list of LISTS) {
      const capability = this.#opened.client.capabilities?.[list];
      if (this.#heard.has(list) || !isJsonObject(capability) || capability["listChanged"] !== true) continue;
      await this.#opened.client.onListChanged(
        list,
        () => this.#notified(`notifications/${list}/list_changed`),
        {
          signal,
        },
      );
      this.#heard.add(list);
    }
  }

  #notified(method: string): void {
    this.#watch.notified(method);
    // changes during a read are read again right away
    if (method.endsWith("/list_changed") && !this.#reading) this.#signs.onListChanged();
  }

  #clean(error: unknown): FmcpError {
    const { code } = error instanceof FmcpError ? error : { code: "SERVER_FAILED" };
    const text = error instanceof Error ? error.message : show(error, 500);
    const { key } = this.#entry;
    const message = withoutSecrets(text, this.#entry, this.#options.env ?? process.env);
    return new FmcpError(code, message, { server: key, cause: error });
  }
}
