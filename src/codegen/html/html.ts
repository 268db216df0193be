import { show } from "../../shared/text/show.js";

/** Markup that this file made: the only kind that is put into a page as it is. */
export class Html {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** Text that is ours to the last character: markup, style, script. Never anything foreign. */
  static ours(text: string): Html {
    return new Html(text);
  }

  toString(): string {
    return this.#text;
  }
}

export type HtmlValue = string | number | Html | undefined | false | readonly HtmlValue[];

/**
 * A template whose holes are the one door by which text comes into a page: a string is text there, whatever it holds, in an element as
 * well as in a quoted attribute. Characters that nobody can see are written as escapes and marked. `undefined` and `false` are nothing.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return Html.ours(parts.reduce((text, part, i) => `${text}${textOf(values[i - 1])}${part}`, ""));
}

/** Foreign text of several lines, each line for itself: line ends stay what they are. */
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
