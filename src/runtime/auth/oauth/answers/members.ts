import type { JsonObject } from "../../../../shared/json/json.js";
import { show } from "../../../../shared/text/show.js";

/** An answer of a server lacks a member, or holds one that cannot be used. The message names it, and no value. */
export class UnusableAnswer extends Error {}

/**
 * The members of an answer, read leniently: `null` and the empty text count as absent, and what can be meant in one way
 * only is read in that way. Optional members that cannot be read count as absent, too.
 */
export class Members {
  readonly #object: JsonObject;

  constructor(object: JsonObject) {
    this.#object = object;
  }

  /** A text. */
  text(name: string): string | undefined {
    const value = this.#value(name);
    return typeof value === "string" && value !== "" ? value : undefined;
  }

  /** @throws UnusableAnswer */
  requiredText(name: string): string {
    const text = this.text(name);
    if (text === undefined) throw new UnusableAnswer(this.#complaint(name, "a text"));
    return text;
  }

  /** A name: a text, or the whole number that a database gives for one. @throws UnusableAnswer */
  requiredId(name: string): string {
    const value = this.#value(name);
    return Number.isSafeInteger(value) ? String(value) : this.requiredText(name);
  }

  /**
   * An absolute URL.
   *
   * @throws UnusableAnswer it is there, and is none
   */
  url(name: string): string | undefined {
    const value = this.#value(name);
    if (value === undefined || value === "") return undefined;
    if (typeof value !== "string" || !URL.canParse(value))
      throw new UnusableAnswer(this.#complaint(name, "a URL"));
    return value;
  }

  /** @throws UnusableAnswer */
  requiredUrl(name: string): string {
    const url = this.url(name);
    if (url === undefined) throw new UnusableAnswer(this.#complaint(name, "a URL"));
    return url;
  }

  /** Texts, as a list or separated by spaces. */
  list(name: string): readonly string[] | undefined {
    const value = this.#value(name);
    if (typeof value === "string") return value.split(/\s+/).filter((one) => one !== "");
    return Array.isArray(value)
      ? value.filter((one): one is string => typeof one === "string" && one !== "")
      : undefined;
  }

  /** A finite number, or a text that is one. */
  number(name: string): number | undefined {
    const value = this.#value(name);
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) ? number : undefined;
  }

  /** `true`, as a word or as a text. */
  flag(name: string): boolean {
    const value = this.#value(name);
    return value === true || value === "true";
  }

  #value(name: string): unknown {
    return Object.hasOwn(this.#object, name) ? (this.#object[name] ?? undefined) : undefined;
  }

  #complaint(name: string, wanted: string): string {
    const value = this.#value(name);
    return value === undefined || value === ""
      ? `the answer has no "${show(name)}"`
      : `"${show(name)}" in the answer is not ${wanted}`;
  }
}
