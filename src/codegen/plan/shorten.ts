import { fits } from "../../shared/text/fits.js";

/** How long the texts of some tools may be for a model. */
export interface ShortenRule {
  /** Characters of the description. */
  readonly description?: number | undefined;
}

/** Rules by `server.tool`, where `*` matches any text. The last rule that matches a tool and sets a length applies. */
export type ShortenRules = Readonly<Record<string, ShortenRule>>;

/** Returns the length that the rules set for the description of a tool. */
export function descriptionLength(rules: ShortenRules, server: string, tool: string): number | undefined {
  return Object.entries(rules).findLast(
    ([pattern, { description }]) => description !== undefined && fits(pattern, `${server}.${tool}`),
  )?.[1].description;
}

/**
 * Returns the start of a text with at most `length` characters: whole sentences, else whole words and an ellipsis. A shorter text
 * is unchanged.
 */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const start = text.slice(0, length + 1);
  const ends = [...start.matchAll(/[.!?](?=\s)|\n(?=\s*\n)/g)].map(
    ({ index, 0: end }) => index + (end === "\n" ? 0 : 1),
  );
  const end = ends.at(-1);
  if (end !== undefined) return start.slice(0, end).trimEnd();
  const cut = start.slice(0, length - 1);
  const word = /\s\S*$/.exec(cut)?.index ?? 0;
  // a surrogate pair is one character
  return `${(word > 0 ? cut.slice(0, word) : cut.replace(/[\uD800-\uDBFF]$/, "")).trimEnd()}…`;
}
