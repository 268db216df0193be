import { show } from "../../shared/text/show.js";

/** Markup created by this file, the only kind that is inserted into a page unescaped. */
export class Html {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** Marks text as our own to the last character: markup, style, script. Never use it for foreign text. */
  static ours(text: string): Html {
    return new Html(text);
  }

  toString(): string {
    return this.#text;
  }
}

export type HtmlValue = string | number | Html | undefined | false | readonly HtmlValue[];

/**
 * Tags a template of markup. This is the only way for text to get into a page: a string in a hole is escaped, both in an element
 * and in a quoted attribute. Invisible characters are shown as marked escapes. `undefined` and `false` are omitted.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return Html.ours(parts.reduce((text, part, i) => `${text}${textOf(values[i - 1])}${part}`, ""));
}

/** Escapes foreign text line by line, so that line ends are kept. */
export function lines(text: string): Html {
  return Html.ours(text.split("\n").map(escape).join("\n"));
}

function textOf(value: HtmlValue): string {
  if (value === undefined || value === false) return "";
  if (value instanceof Html) return value.toString();
  if (typeof value === "object") return value.map(textOf).join("");
  return escape(String(value));
}

function escape(text: string): string {
  return entities(show(text, Infinity)).replace(/\\u\{[0-9a-f]+\}/g, (found) => `<mark>${found}</mark>`);
}

function entities(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
