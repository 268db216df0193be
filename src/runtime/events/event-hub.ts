import { host } from "../platform/host.js";
import { callSafely } from "../async/call-safely.js";
import type { Emit, RuntimeEvent, RuntimeEventOf, RuntimeEventType } from "./event.js";

type Listener = (event: RuntimeEvent) => void;

/**
 * Passes every event to every listener. A listener that throws does not affect the others: its first error goes to
 * `onListenerError`, which by default reports it as a process warning; the listener is still called.
 */
export class EventHub {
  readonly #listeners = new Set<Listener>();
  readonly #reported = new WeakSet<Listener>();
  readonly #onListenerError: (error: unknown, event: RuntimeEvent) => void;

  constructor(onListenerError: (error: unknown, event: RuntimeEvent) => void = warn) {
    this.#onListenerError = onListenerError;
  }

  /** Whether there are no listeners: callers may then skip building an expensive event. */
  get idle(): boolean {
    return this.#listeners.size === 0;
  }

  /** Delivers synchronously, in order of registration. A bound field: pass it on as `emit`. */
  readonly emit: Emit = (event) => {
    if (this.#listeners.size === 0) return;
    for (const listener of [...this.#listeners]) {
      callSafely(
        () => listener(event),
        (error) => this.#failed(listener, error, event),
      );
    }
  };

  #failed(listener: Listener, error: unknown, event: RuntimeEvent): void {
    if (this.#reported.has(listener)) return;
    this.#reported.add(listener);
    this.#onListenerError(error, event);
  }

  /** Calls `listener` for every event. Returns a function that removes it. */
  onAny(listener: (event: RuntimeEvent) => void): () => void {
    const entry: Listener = (event) => listener(event);
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  /** Calls `listener` for events of one type. Returns a function that removes it. */
  on<T extends RuntimeEventType>(type: T, listener: (event: RuntimeEventOf<T>) => void): () => void {
    return this.onAny((event) => (event.type === type ? listener(event as RuntimeEventOf<T>) : undefined));
  }
}

function warn(error: unknown, event: RuntimeEvent): void {
  host.warn(`A listener of "${event.type}" events threw: ${String(error)}`, "FmcpListenerWarning");
}
