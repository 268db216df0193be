import { cleanData, cleanError, type Redactor } from "../../shared/secrets/index.js";
import { callSafely } from "../async/call-safely.js";
import type { ConnectionState } from "../connection/connection.js";
import { EventHub } from "../events/event-hub.js";
import type { RuntimeEvent } from "../events/event.js";
import type { HandlerOptions } from "../handlers/handler-options.js";

/** Reports events, states and errors of a backend, without the secrets that it knows. */
export class Reporter {
  readonly events = new EventHub();
  readonly redactor: Redactor;
  readonly #server: string;
  readonly #members: () => readonly Reporter[];
  readonly #stateListeners = new Set<(state: ConnectionState) => void>();

  /** @param members reporters of the servers that a backend joins: each knows secrets of its own */
  constructor(server: string, redactor: Redactor, members: () => readonly Reporter[] = () => []) {
    this.#members = members;
    this.#server = server;
    this.redactor = redactor;
  }

  readonly emit = (event: RuntimeEvent): void => {
    if (!this.events.idle) this.events.emit(cleanData(event, this.redactor));
  };

  /** Wraps handlers so that they receive logs and progress without secrets, since they print what they receive. */
  discreet({ onLog, onProgress, ...others }: HandlerOptions): HandlerOptions {
    const clean = <T>(value: T): T => cleanData(value, this.redactor);
    return {
      ...others,
      ...(onLog && { onLog: (message) => onLog(clean(message)) }),
      ...(onProgress && { onProgress: (progress, context) => onProgress(clean(progress), context) }),
    };
  }

  readonly clean = (error: unknown): unknown =>
    this.#members().reduce((rest, { clean }) => clean(rest), cleanError(error, this.redactor));

  readonly rethrow = (error: unknown): never => {
    throw this.clean(error);
  };

  /** Reports what a function of the program threw. */
  readonly handlerFailed = (cause: unknown): void => {
    const facts = { server: this.#server, code: "HANDLER_FAILED", message: "a handler threw", cause };
    this.emit({ type: "diagnostic", severity: "warning", ...facts });
  };

  /** Calls `listener` with every state of the connection. Returns a function that removes it. */
  onState(listener: (state: ConnectionState) => void): () => void {
    this.#stateListeners.add(listener);
    return () => void this.#stateListeners.delete(listener);
  }

  stateChanged(state: ConnectionState): void {
    for (const listener of [...this.#stateListeners]) callSafely(() => listener(state), this.handlerFailed);
  }
}
