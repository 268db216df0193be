import type { JsonObject } from "../../shared/json/json.js";

/** What a server said, or asked and was answered, beside its answers to requests. */
export type Overheard =
  | { readonly kind: "log"; readonly message: JsonObject }
  | {
      readonly kind: "asked";
      readonly method: "elicitation/create" | "sampling/createMessage";
      readonly params: JsonObject;
      readonly result: JsonObject;
    };

/** Hears what a server says while one request is on its way. */
export type Listener = (heard: Overheard) => void;

/** Tells what a server says to whoever listens: of several, to the one that came last, since nothing says which request it is about. */
export class Overhearing {
  readonly #listeners: Listener[] = [];

  /** Listens until the function that is returned is called. */
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
