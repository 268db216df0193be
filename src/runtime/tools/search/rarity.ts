import { meaningsOf } from "./meanings.js";

/**
 * Returns how rare a word is among `texts`, each as its words: the inverse document frequency of BM25. A word with a synonym
 * that is frequent is not rare.
 */
export function rarityIn(texts: readonly (readonly string[])[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const words of texts)
    for (const form of new Set(words.flatMap(formsOf))) counts.set(form, (counts.get(form) ?? 0) + 1);
  return (word) => {
    const count = Math.max(...formsOf(word).map((form) => counts.get(form) ?? 0));
    return Math.log(1 + (texts.length - count + 0.5) / (count + 0.5));
  };
}

function formsOf(word: string): readonly string[] {
  return [word, ...meaningsOf(word)];
}
