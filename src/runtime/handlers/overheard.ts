import type { JsonObject } from "../../shared/json/json.js";

/** A message of the server besides its answers: a notification, or a request with its answer. */
export type Overheard =
  | { readonly kind: "log"; readonly message: JsonObject }
  | {
      readonly kind: "asked";
      readonly method: "elicitation/create" | "sampling/createMessage";
      readonly params: JsonObject;
      readonly result: JsonObject;
    };

/** Receives the server's messages while one request is under way. */
export type Listener = (heard: Overheard) => void;

/**
 * Passes messages of the server to a listener: if there are several, to the latest, since a message does not say which request
 * it is about.
 */
export class Overhearing {
  readonly #listeners: Listener[] = [];

  /** Adds a listener. Returns a function that removes it. */
  readonly listen = (listener: Listener): (() => void) => {
    this.#listeners.push(listener);
    return () => {
      const at = this.#listeners.indexOf(listener);
      if (at !== -1) this.#listeners.splice(at, 1);
    };
  };

  tell(heard: () => Overheard): void {
    this.#listeners.at(-1)?.(heard());
  }
}
