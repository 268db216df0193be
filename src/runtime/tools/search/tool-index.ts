import type MiniSearch from "minisearch";
import type { SearchOptions } from "minisearch";
import type { ToolInfo } from "../tool-info.js";
import { type Comparable, comparables, fitOf } from "./fit.js";
import { meaningsOf } from "./meanings.js";
import { queryWordsOf, wordsOf } from "./search-words.js";

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

  constructor(Search: typeof MiniSearch, tools: readonly ToolInfo[]) {
    const texts = tools.map(textsOf);
    this.#search = new Search({
      fields: Object.keys(BOOST),
      tokenize: wordsOf,
      processTerm: (word) => [word, ...meaningsOf(word)],
    });
    this.#search.addAll(texts.map((text, id) => ({ id, ...text })));
    this.#compared = comparables(tools);
    this.#known = new Set(
      texts.flatMap(({ server, name, title, gist }) => wordsOf([server, name, title, gist].join(" "))),
    );
  }

  /** Returns every tool that contains a word of `query`, best first. */
  find(query: string): readonly Hit[] {
    const words = queryWordsOf(query, (word) => this.#known.has(word));
    const hits = new Map<number, { sum: number; words: number }>();
    for (const word of words)
      for (const [index, score] of this.#findWord(word)) {
        const { sum, words: count } = hits.get(index) ?? { sum: 0, words: 0 };
        hits.set(index, { sum: sum + score, words: count + 1 });
      }
    const fit = fitOf(query, words);
    return [...hits]
      .map(([index, { sum, words: count }]) => {
        const share = count / words.length;
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

/** Returns the searched texts of a tool. */
function textsOf({
  server,
  name,
  title = "",
  description = "",
  inputSchema,
}: ToolInfo): Record<keyof typeof BOOST, string> {
  const properties = Object.entries((inputSchema["properties"] ?? {}) as Record<string, unknown>);
  const parameters = properties.map(([key, schema]) => {
    const said =
      typeof schema === "object" && schema !== null
        ? (schema as { description?: unknown }).description
        : undefined;
    return `${key} ${typeof said === "string" ? said : ""}`;
  });
  const text = description.trim();
  const end = endOfGist(text);
  return {
    ...{ server, name, title, parameters: parameters.join("\n") },
    gist: text.slice(0, end),
    description: text.slice(end),
  };
}

/** Returns the end of the first sentence, which says what a tool does; the rest says how. */
function endOfGist(text: string): number {
  return /[.!?](?=\s)|\n/.exec(text)?.index ?? text.length;
}
