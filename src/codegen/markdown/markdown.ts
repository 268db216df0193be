import { show } from "../../shared/text/show.js";

/** Markdown created by this folder, the only kind that is inserted into a text unescaped. */
export class Markdown {
  readonly #text: string;
  /** The headings of the text, in order: the gate expects these and no others. */
  readonly headings: readonly string[];

  private constructor(text: string, headings: readonly string[]) {
    this.#text = text;
    this.headings = headings;
  }

  /** Marks text as our own Markdown to the last character. For this folder only. */
  static ours(text: string, headings: readonly string[] = []): Markdown {
    return new Markdown(text, headings);
  }

  toString(): string {
    return this.#text;
  }
}

export type MarkdownValue = string | number | Markdown | undefined | false | readonly MarkdownValue[];

/**
 * Tags a template of Markdown. This is the only way for text to get into a Markdown file: a string in a hole is escaped and put
 * on one line. Invisible characters are shown as escapes. `undefined` and `false` are omitted.
 */
export function prose(parts: TemplateStringsArray, ...values: readonly MarkdownValue[]): Markdown {
  const text = parts.reduce((before, part, i) => `${before}${textOf(values[i - 1])}${part}`, "");
  return Markdown.ours(text, values.flatMap(headingsOf));
}

/** Returns a heading of level 1 to 6, on a line of its own. */
export function heading(level: number, text: MarkdownValue): Markdown {
  const line = textOf(text).replace(/\s+/g, " ").trim();
  return Markdown.ours(`${"#".repeat(Math.min(Math.max(level, 1), 6))} ${line}\n`, [line]);
}

/** Puts foreign text between backticks, on one line. */
export function codeSpan(text: string): Markdown {
  const inner = oneLine(text);
  const fence = "`".repeat(longestRun(inner) + 1);
  const pad = /^`|`$|^ | $|^$/.test(inner) ? " " : "";
  return Markdown.ours(`${fence}${pad}${inner}${pad}${fence}`);
}

/** Returns a fenced block whose text, of any number of lines, is unchanged. `language` is ours. */
export function fenced(text: string, language = ""): Markdown {
  const lines = text
    .replace(/\r\n?/g, "\n")
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t").map(visible).join("\t"));
  const fence = "`".repeat(Math.max(3, longestRun(lines.join("\n")) + 1));
  return Markdown.ours(`${fence}${language}\n${lines.join("\n")}\n${fence}\n`);
}

/** Joins pieces with empty lines between them. */
export function blocks(pieces: readonly MarkdownValue[]): Markdown {
  const said = pieces.filter((piece) => textOf(piece).trim() !== "");
  const text = said.map((piece) => textOf(piece).replace(/^\n+|\n+$/g, "")).join("\n\n");
  return Markdown.ours(`${text}\n`, said.flatMap(headingsOf));
}

function textOf(value: MarkdownValue): string {
  if (value === undefined || value === false) return "";
  if (value instanceof Markdown) return value.toString();
  if (typeof value === "object") return value.map(textOf).join("");
  return escape(oneLine(String(value)));
}

function headingsOf(value: MarkdownValue): readonly string[] {
  if (value instanceof Markdown) return value.headings;
  return typeof value === "object" ? value.flatMap(headingsOf) : [];
}

/**
 * Escapes everything that Markdown, HTML or GitHub would interpret, including characters with a meaning at the start of a line.
 */
function escape(text: string): string {
  return text
    .replace(/[\\`*_[\]<>&|~$@#!]/g, (mark) => `\\${mark}`)
    .replace(/:\/\//g, ":\\/\\/")
    .replace(/\b(www)\./gi, "$1\\.")
    .replace(/^([-+=:])/, "\\$1")
    .replace(/^(\d+)([.)])/, "$1\\$2");
}

function oneLine(text: string): string {
  return visible(text.replace(/[\s\u2028\u2029]+/g, " ").trim());
}

function visible(text: string): string {
  return show(text, Infinity);
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
