/** Words that say nothing of what a tool does. */
const EMPTY: ReadonlySet<string> = new Set(
  (
    "a an and any are as at be been but by can could do does for from had has have how i if in into is it its me my no not of on or our out " +
    "please should so some such than that the their them then there these they this those to too us use used uses using via want was we what when where " +
    "which who will with would you your tool tools mcp server one another something anything someone just also now"
  ).split(" "),
);

/**
 * The words of a text as the search takes them: `getHTTPResponses` is `get`, `http`, `respons`. A word of several parts is a word, too,
 * since people write `GitHub` where a name says `github`.
 */
export function wordsOf(text: string): string[] {
  return tokensOf(text).flatMap((token) => {
    const parts = partsOf(token);
    return parts.length === 1 ? parts : [...parts, stem(token.toLowerCase())];
  });
}

/** The words of a query: a word of several parts is taken as one where a tool says it like that (`known`), else as its parts. */
export function queryWordsOf(query: string, known: (word: string) => boolean): string[] {
  return tokensOf(query).flatMap((token) => {
    const whole = stem(token.toLowerCase());
    const parts = partsOf(token);
    return parts.length > 1 && known(whole) ? [whole] : parts;
  });
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
    .split(" ")
    .filter((word) => !EMPTY.has(word))
    .map(stem);
}

/** A word without the endings of English grammar: `copies` and `copy`, `running` and `run`, `created` and `create` become one. */
export function stem(word: string): string {
  if (word.length <= 3) return word;
  const plain = word
    .replace(/(?:ies|ied)$/, "y")
    .replace(/(ss|sh|ch|x|z)es$/, "$1")
    .replace(/([^su])s$/, "$1")
    .replace(/(?<=[aeiouy].*)(?:ing|ed)$/, "")
    .replace(/([^aeiouls])\1$/, "$1")
    .replace(/(?:ation|ator)$/, "at");
  return plain.length > 3 ? plain.replace(/e$/, "") : plain;
}
