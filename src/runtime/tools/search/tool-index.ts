import type MiniSearch from "minisearch";
import type { SearchOptions } from "minisearch";
import type { ToolInfo } from "../tool-info.js";
import { type Comparable, comparables, fitOf } from "./fit.js";
import { meaningsOf } from "./meanings.js";
import { rarityIn } from "./rarity.js";
import { queryWordsOf, wordsOf } from "./search-words.js";
import { textsOf } from "./tool-texts.js";

/** Fields in which the words of a query may be found, and their weights. */
const BOOST = { name: 4, title: 4, server: 2, gist: 2, description: 0.7, parameters: 0.4 };

/** Weight of a word that is only a synonym of one in the query. */
const MEANT = 0.8;

const OPTIONS: SearchOptions = {
  boost: BOOST,
  tokenize: (word) => [word],
  processTerm: (word) => word,
  prefix: (term) => term.length > 3 && !term.startsWith("="),
  fuzzy: (term) => (term.length > 5 && !term.startsWith("=") ? 0.2 : false),
  weights: { fuzzy: 0.2, prefix: 0.4 },
};

/** A tool that fits a query: its position in the indexed list. */
export interface Hit {
  readonly index: number;
  readonly score: number;
}

/** An index over the texts of tools. */
export class ToolIndex {
  readonly #search: MiniSearch;
  readonly #compared: readonly Comparable[];
  readonly #known: ReadonlySet<string>;
  readonly #rarity: (word: string) => number;

  constructor(Search: typeof MiniSearch, tools: readonly ToolInfo[]) {
    const texts = tools.map(textsOf);
    this.#search = new Search({
      fields: Object.keys(BOOST),
      tokenize: wordsOf,
      processTerm: (word) => [word, ...meaningsOf(word)],
    });
    this.#search.addAll(texts.map((text, id) => ({ id, ...text })));
    this.#compared = comparables(tools, texts);
    this.#rarity = rarityIn(texts.map((text) => Object.values(text).flatMap(wordsOf)));
    this.#known = new Set(
      texts.flatMap(({ server, name, title, gist }) => wordsOf([server, name, title, gist].join(" "))),
    );
  }

  /** Returns every tool that contains a word of `query`, best first. */
  find(query: string): readonly Hit[] {
    const words = queryWordsOf(query, (word) => this.#known.has(word));
    const hits = new Map<number, { sum: number; found: number }>();
    let all = 0;
    for (const word of words) {
      const weight = 2 + this.#rarity(word);
      all += weight;
      for (const [index, score] of this.#findWord(word)) {
        const { sum, found } = hits.get(index) ?? { sum: 0, found: 0 };
        hits.set(index, { sum: sum + score, found: found + weight });
      }
    }
    const fit = fitOf(query, words);
    return [...hits]
      .map(([index, { sum, found }]) => {
        const share = (found / all) ** 1.2;
        return { index, score: sum * share * fit(this.#compared[index] as Comparable) };
      })
      .sort((a, b) => b.score - a.score);
  }

  /** Counts a word once per tool, by its best-fitting form: words with many meanings would otherwise count more. */
  #findWord(word: string): ReadonlyMap<number, number> {
    const best = new Map<number, number>();
    for (const form of [word, ...meaningsOf(word)])
      for (const { id, score } of this.#search.search(form, OPTIONS)) {
        const weighed = form === word ? score : score * MEANT;
        if (weighed > (best.get(id as number) ?? 0)) best.set(id as number, weighed);
      }
    return best;
  }
}
