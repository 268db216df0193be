import { stem } from "porter2";
import { withoutPhrases } from "./phrases.js";

/** Words that say nothing about what a tool does. */
const EMPTY: ReadonlySet<string> = new Set(
  (
    "a an and any are as at be been but by can could do does for from had has have how i if in into is it its me my no not of on or our out " +
    "please should so some such than that the their them then there these they this those to too us use used uses using via want was we what when where " +
    "which who will with would you your tool tools mcp server one another something anything someone just also now"
  ).split(" "),
);

/**
 * Splits a text into words for the search: `getHTTPResponses` becomes `get`, `http`, `respons`. A compound word also counts as
 * a whole, since people write `GitHub` where a name has `github`.
 */
export function wordsOf(text: string): string[] {
  return tokensOf(text).flatMap((token) => {
    const parts = partsOf(token);
    return parts.length > 1 ? [...stemsOf(parts), stem(token.toLowerCase())] : stemsOf(parts);
  });
}

/** Returns the words of a text as written, in lower case. */
export function plainWordsOf(text: string): string[] {
  return tokensOf(text).flatMap(partsOf);
}

/**
 * Splits a query into words. Parts of a word, or two words, become one if a tool writes them as one (`known`): `GitHub` is
 * `github`, and `session storage` is `sessionstorage` if a tool has it like that.
 */
export function queryWordsOf(query: string, known: (word: string) => boolean): string[] {
  const tokens = tokensOf(withoutPhrases(query));
  const words: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = (tokens[at] as string).toLowerCase();
    const joined = stem(token + (tokens[at + 1] ?? "").toLowerCase());
    const parts = partsOf(tokens[at] as string);
    if (joined.length > 6 && joined !== stem(token) && known(joined)) {
      words.push(joined);
      at++;
    } else words.push(...(parts.length > 1 && known(stem(token)) ? [stem(token)] : stemsOf(parts)));
  }
  return words;
}

function tokensOf(text: string): readonly string[] {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== "");
}

function partsOf(token: string): string[] {
  return token
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .split(" ");
}

function stemsOf(words: readonly string[]): string[] {
  return words.filter((word) => !EMPTY.has(word)).map(stem);
}
