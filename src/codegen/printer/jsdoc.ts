import { escapeForPeople, replaceInvisible } from "../../shared/text/invisible.js";
import { Code, nothing } from "./code.js";
import { type Doc, hardLine } from "./layout.js";

/** Longest paragraph if no limit is given. */
const MAX_CHARS = 16_384;
/** Longest line of a comment; longer foreign lines are cut, with a mark. Fifty screens of text help no reader. */
const MAX_LINE = 2_000;

/** Longest line of a text, such that it ends before column 100 in a member of a member. */
const COLUMNS = 92;

/** Text that needs no check besides the marks that end a comment. */
const PLAIN = /^[\x20-\x7e]*$/;

/** A word that starts a block of Markdown at the start of a line: a list, a quotation, a heading, a fence, a table. */
const BLOCK = /^(?:[-+*]$|>|#{1,6}$|\d{1,9}[.)]$|=+$|-{2,}$|```|~~~|\|)/;

/** Escapes the start of a line so that it has no tag and cannot end the comment together with the text printed before it. */
function startingSafely(text: string): string {
  return text.replace(/^(\s*|.*\{)@(?=[A-Za-z])/g, "$1\\@").replace(/^\/+/, (slashes) => `\\${slashes}`);
}

/** Escapes one line of foreign text so that it can neither end the comment nor affect the compiler or an editor. */
function safe(text: string): string {
  const shown = PLAIN.test(text) ? text : replaceInvisible(text, escapeForPeople, "\t").replace(/\t/g, " ");
  const visible = startingSafely(
    shown
      .replace(/\*\//g, "*\\/")
      // TypeScript reads these as settings anywhere in the first comment of a file
      .replace(/@(?=jsx)/gi, "\\u{40}")
      // Node searches the whole text for this, whatever precedes it
      .replace(/([/*])([#@]\s*source(?:Mapping)?URL)/gi, "$1\\$2"),
  );
  return visible.length > MAX_LINE ? `${visible.slice(0, MAX_LINE)} …` : visible.trimEnd();
}

/**
 * Returns a function that wraps the lines of one text at `COLUMNS`, where they have spaces. Tables and fenced code stay
 * unchanged. Further lines of a list item are indented like it.
 */
function wrapped(): (line: string) => readonly string[] {
  let inCode = false;
  return (line) => {
    const text = safe(line);
    if (/^\s*(```|~~~)/.test(text)) inCode = !inCode;
    if (inCode || text.length <= COLUMNS || /^\s*(\||(?: {4}))/.test(text)) return [text];
    const [margin = ""] = /^\s*(?:[-*+]\s+|\d+[.)]\s+)?/.exec(text) ?? [];
    const lines: string[] = [];
    let row = margin;
    for (const word of text.slice(margin.length).split(/ +/)) {
      if (row.trim() !== margin.trim() && row.length + word.length > COLUMNS && !BLOCK.test(word)) {
        lines.push(row.trimEnd());
        row = " ".repeat(margin.length);
      }
      row += `${word} `;
    }
    return [...lines, row.trimEnd()].map((each, i) => (i === 0 ? each : startingSafely(each)));
  };
}

/** Our tag in a doc comment, such as `@deprecated`; its text may be foreign. */
export interface DocTag {
  readonly tag:
    | ("deprecated" | "param" | "returns" | "throws" | "example" | "default" | "see")
    | ("minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum" | "multipleOf")
    | ("minLength" | "maxLength" | "pattern" | "format" | "contentEncoding" | "contentMediaType")
    | ("minItems" | "maxItems" | "uniqueItems" | "minProperties" | "maxProperties");
  readonly text?: string;
}

/**
 * Prints a doc comment. `paragraphs` may contain foreign text with line breaks; empty ones are dropped, and text longer than
 * `maxChars` is cut, with a mark. Returns `nothing` if it would be empty. Print it before what it describes: it ends in a line
 * break.
 */
export function jsdoc(
  paragraphs: readonly (string | undefined)[],
  tags: readonly DocTag[] = [],
  maxChars: number = MAX_CHARS,
): Code {
  const blocks = paragraphs
    .filter((text): text is string => text !== undefined && text.trim() !== "")
    .map((text) =>
      (text.length > maxChars ? `${text.slice(0, maxChars)} …` : text)
        .trim()
        .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
        .flatMap(wrapped()),
    );
  const lines = blocks.flatMap((block, i) => (i === 0 ? block : ["", ...block]));
  const tagLines = tags.map(
    ({ tag, text }) => `@${tag}${text === undefined ? "" : ` ${safe(text.replace(/\s+/g, " "))}`}`,
  );
  lines.push(...tagLines);
  if (lines.length === 0) return nothing;
  const text = (content: string): Doc => ({ kind: "text", text: content });
  const [only] = lines;
  if (lines.length === 1 && (only as string).length <= 100)
    return Code.mint({ kind: "concat", parts: [text(`/** ${only} */`), hardLine] });
  const body = lines.flatMap((content) => [text(content === "" ? " *" : ` * ${content}`), hardLine]);
  return Code.mint({ kind: "concat", parts: [text("/**"), hardLine, ...body, text(" */"), hardLine] });
}
