import type { JsonObject } from "../../../../shared/json/json.js";
import { show } from "../../../../shared/text/show.js";

/** An answer lacks a member, or has one that cannot be used. The message names the member, never its value. */
export class UnusableAnswer extends Error {}

/**
 * Reads the members of an answer leniently: `null` and the empty string count as absent, and a value that can only mean one
 * thing is read that way. Optional members that cannot be read also count as absent.
 */
export class Members {
  readonly #object: JsonObject;

  constructor(object: JsonObject) {
    this.#object = object;
  }

  /** Reads a string. */
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

  /** Reads an identifier: a string, or the integer that a database uses for one. @throws UnusableAnswer */
  requiredId(name: string): string {
    const value = this.#value(name);
    return Number.isSafeInteger(value) ? String(value) : this.requiredText(name);
  }

  /**
   * Reads an absolute URL.
   *
   * @throws UnusableAnswer it is present but not a URL
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

  /** Reads strings, given as a list or separated by spaces. */
  list(name: string): readonly string[] | undefined {
    const value = this.#value(name);
    if (typeof value === "string") return value.split(/\s+/).filter((one) => one !== "");
    return Array.isArray(value)
      ? value.filter((one): one is string => typeof one === "string" && one !== "")
      : undefined;
  }

  /** Reads a finite number, or a string that is one. */
  number(name: string): number | undefined {
    const value = this.#value(name);
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) ? number : undefined;
  }

  /** Reads `true`, as a boolean or as a string. */
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
