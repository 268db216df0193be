import { type Range, SecretForms } from "./find-ranges.js";
import { cleanJson } from "./clean-json.js";
import { formsOf, type SecretForm, secretsWithin } from "./forms.js";
import { type JsonCleaning, MASK } from "./json-text.js";
import { withoutCredentials } from "./unknown-secrets.js";

/**
 * Removes secrets from texts before they are shown, and learns new ones as they appear: tokens that were obtained, headers that
 * a function made. Foreign text must go through it before `show` escapes or cuts it.
 */
export class Redactor {
  readonly #forms = new SecretForms();
  /** Those of values that recordings keep. */
  readonly #plainForms = new SecretForms();
  readonly #plain = new Set<string>();
  readonly #learned = new Map<string, readonly SecretForm[]>();
  readonly #limit: number;

  /** @param limit how many secrets to remember besides those given here; the oldest are forgotten first. Default 1,000 */
  constructor(secrets: Iterable<string> = [], limit = 1_000) {
    this.keep(...secrets);
    this.#limit = limit;
  }

  /** Learns secrets permanently. */
  keep(...secrets: readonly string[]): void {
    for (const secret of new Set(secrets.flatMap(secretsWithin))) this.#placeOf(secret).add(formsOf(secret));
  }

  /** Lets recordings keep these values, which must not be learned yet, though errors and events do not show them. */
  keepInRecordings(...values: readonly string[]): void {
    for (const value of values) this.#plain.add(value);
  }

  /** Learns secrets, except those that are too common to be one (`true`, `8`, `localhost`). */
  add(...secrets: readonly string[]): void {
    for (const secret of secrets.filter((each) => !this.#learned.has(each)).flatMap(secretsWithin)) {
      const known = this.#learned.get(secret);
      const forms = known ?? formsOf(secret);
      if (known === undefined) this.#placeOf(secret).add(forms);
      this.#learned.delete(secret);
      this.#learned.set(secret, forms);
      const [oldest] = this.#learned;
      if (this.#learned.size <= this.#limit || oldest === undefined) continue;
      this.#learned.delete(oldest[0]);
      this.#placeOf(oldest[0]).delete(oldest[1]);
    }
  }

  /** The secrets learned by `add`, but for those that are forgotten. */
  get learned(): readonly string[] {
    return [...this.#learned.keys()];
  }

  /** Removes the secrets from `text` in all their forms, and what looks like credentials. */
  text(text: string): string {
    return withoutCredentials(
      masked(text, [...this.#forms.rangesIn(text), ...this.#plainForms.rangesIn(text)]),
    );
  }

  /**
   * Removes the secrets from data that is recorded. Texts that are JSON stay JSON, a number that is a secret is replaced as a whole, and
   * values for `keepInRecordings` stay.
   */
  recorded<V>(value: V): V {
    return cleanJson(value, this.#recording);
  }

  readonly #recording: JsonCleaning = {
    text: (text) => withoutCredentials(masked(text, this.#forms.rangesIn(text))),
    hidesNumber: (number) =>
      this.#forms.rangesIn(number).some(([start, end]) => start === 0 && end === number.length),
    hidesMember: (name, value) =>
      !value.includes(MASK) && withoutCredentials(`${name}: ${value}`) === `${name}: ${MASK}`,
    rangesIn: (text) => this.#forms.rangesIn(text),
  };

  #placeOf(secret: string): SecretForms {
    return this.#plain.has(secret) ? this.#plainForms : this.#forms;
  }
}

/** Removes `secrets` from `text`, like {@link Redactor}. */
export function redact(text: string, secrets: Iterable<string> = []): string {
  return new Redactor(secrets).text(text);
}

/** Replaces the text at `ranges`, which may overlap. */
export function masked(text: string, ranges: readonly Range[]): string {
  if (ranges.length === 0) return text;
  const sorted = [...ranges].sort(([a], [b]) => a - b);
  let shown = "";
  let done = 0;
  for (const [start, end] of sorted) {
    if (end <= done) continue;
    if (start >= done) shown += text.slice(done, start) + MASK;
    done = end;
  }
  return shown + text.slice(done);
}
