import { host } from "../platform/host.js";
import { callSafely } from "../async/call-safely.js";
import type { Emit, RuntimeEvent, RuntimeEventOf, RuntimeEventType } from "./event.js";

type Listener = (event: RuntimeEvent) => void;

/**
 * Hands every event to every listener. A listener that throws hurts nobody else: what it threw goes to
 * `onListenerError`, which by default reports it as an uncaught warning of the process.
 */
export class EventHub {
  readonly #listeners = new Set<Listener>();
  readonly #onListenerError: (error: unknown, event: RuntimeEvent) => void;

  constructor(onListenerError: (error: unknown, event: RuntimeEvent) => void = warn) {
    this.#onListenerError = onListenerError;
  }

  /** Nobody listens: callers may skip building an event that is costly. */
  get idle(): boolean {
    return this.#listeners.size === 0;
  }

  /** Delivers in order of registration, synchronously. A bound field: pass it on as `emit`. */
  readonly emit: Emit = (event) => {
    if (this.#listeners.size === 0) return;
    for (const listener of [...this.#listeners]) {
      callSafely(
        () => listener(event),
        (error) => this.#onListenerError(error, event),
      );
    }
  };

  /** Calls `listener` for every event. Returns what removes it again. */
  onAny(listener: (event: RuntimeEvent) => void): () => void {
    const entry: Listener = (event) => listener(event);
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  /** Calls `listener` for events of one type. Returns what removes it again. */
  on<T extends RuntimeEventType>(type: T, listener: (event: RuntimeEventOf<T>) => void): () => void {
    return this.onAny((event) => (event.type === type ? listener(event as RuntimeEventOf<T>) : undefined));
  }
}

function warn(error: unknown, event: RuntimeEvent): void {
  host.warn(`A listener of "${event.type}" events threw: ${String(error)}`, "FmcpListenerWarning");
}
