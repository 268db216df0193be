import { isJsonObject } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";

/** How many errors are kept: those that one time-out quotes. */
const MOST = 3;

/** Errors of a server that answer no waiting request (their id is null or unknown), for the time-out of one that gets no answer. */
export class StrayErrors {
  #count = 0;
  #texts: readonly string[] = [];

  /** How many there have been. */
  get count(): number {
    return this.#count;
  }

  /** Keeps a message that answers no request, if it is an error. */
  add(message: unknown): void {
    if (!isJsonObject(message) || message["error"] === undefined || message["error"] === null) return;
    this.#count++;
    const { error, id = null } = message;
    this.#texts = [...this.#texts, `${JSON.stringify(error)} (id ${JSON.stringify(id)})`].slice(-MOST);
  }

  /** Quotes those after the first `count`, as a sentence to append to an error; `""` if there are none. */
  since(count: number): string {
    const texts = this.#texts.slice(Math.max(0, this.#texts.length - (this.#count - count)));
    if (this.#count <= count || texts.length === 0) return "";
    const quoted = texts.map((text) => show(text, 300)).join("; ");
    return ` Meanwhile the server sent an error that answers no waiting request: ${quoted}.`;
  }
}
