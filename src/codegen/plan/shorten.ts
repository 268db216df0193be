import { fits } from "../../shared/text/fits.js";

/** How long the texts of some tools may be for a model. */
export interface ShortenRule {
  /** Characters of the description. */
  readonly description?: number | undefined;
}

/** Rules by `server.tool`, `*` standing for any text. The last one that fits a tool and names a length holds. */
export type ShortenRules = Readonly<Record<string, ShortenRule>>;

/** Length that the rules set for the description of a tool. */
export function descriptionLength(rules: ShortenRules, server: string, tool: string): number | undefined {
  return Object.entries(rules).findLast(
    ([pattern, { description }]) => description !== undefined && fits(pattern, `${server}.${tool}`),
  )?.[1].description;
}

/**
 * The beginning of a text that has at most `length` characters: whole sentences, else whole words and an ellipsis. A shorter text stays
 * as it is.
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
  // a pair of code units is one character
  return `${(word > 0 ? cut.slice(0, word) : cut.replace(/[\uD800-\uDBFF]$/, "")).trimEnd()}…`;
}
