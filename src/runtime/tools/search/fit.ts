import type { ToolInfo } from "../tool-info.js";
import { meaningsOf } from "./meanings.js";
import { type Kind, kindsAsked, kindsOf } from "./verbs.js";
import { plainWordsOf, wordsOf } from "./search-words.js";
import type { ToolTexts } from "./tool-texts.js";

/** A tool prepared for comparison, once. */
export interface Comparable {
  /** Words of the name, without those of the server and those that most of its tools share. */
  readonly name: readonly string[];
  /** Words of the name in the plural, as written. */
  readonly plurals: ReadonlySet<string>;
  readonly server: readonly string[];
  /** Words that follow one another in its name, title or gist. */
  readonly pairs: ReadonlySet<string>;
  readonly kinds: ReadonlySet<Kind>;
  /** Whether it returns several things. */
  readonly isList: boolean;
}

/** Prepares the tools of one index for comparison. */
export function comparables(tools: readonly ToolInfo[], texts: readonly ToolTexts[]): readonly Comparable[] {
  const shared = sharedWords(tools);
  return tools.map(({ server, name, description = "", hints }, index) => {
    const { title, gist } = texts[index] as ToolTexts;
    const all = [...new Set(wordsOf(name))];
    const ofServer = [...new Set(wordsOf(server))];
    const own = all.filter((word) => shared.get(server)?.has(word) !== true && !ofServer.includes(word));
    const inName = kindsOf(all);
    const kinds = inName.size > 0 ? inName : kindsOf(wordsOf(description.slice(0, 40)).slice(0, 2));
    return {
      name: own.length > 0 ? own : all,
      plurals: pluralsOf(name),
      server: ofServer,
      pairs: new Set([name, title, gist].flatMap((text) => pairsOf(wordsOf(text)))),
      kinds: kinds.size === 0 && hints.readOnly === true ? new Set(["read"]) : kinds,
      isList: all.includes("list") || /[a-z]s$/.test(name),
    };
  });
}

/** Words in the names of more than half of a server's tools, which do not distinguish them. */
function sharedWords(tools: readonly ToolInfo[]): ReadonlyMap<string, ReadonlySet<string>> {
  const servers = new Map<string, ToolInfo[]>();
  for (const tool of tools) servers.set(tool.server, [...(servers.get(tool.server) ?? []), tool]);
  return new Map(
    [...servers].map(([server, own]) => {
      const count = new Map<string, number>();
      for (const { name } of own)
        for (const word of new Set(wordsOf(name))) count.set(word, (count.get(word) ?? 0) + 1);
      const most = [...count].filter(([, times]) => own.length > 3 && times > own.length / 2);
      return [server, new Set(most.map(([word]) => word))];
    }),
  );
}

/**
 * Returns how well a tool fits `query`, as a factor: how many words of its name are in the query, whether its server is named,
 * whether words that follow one another in the query do so in the tool's texts, whether it does what the verb of the query says, and whether it returns one thing or several as the query asks.
 */
export function fitOf(query: string, words: readonly string[]): (tool: Comparable) => number {
  const said = new Set(words);
  const meant = new Set(words.flatMap(meaningsOf));
  const asked = kindsAsked(query, words);
  const number = numberFitOf(query);
  const pairs = pairsOf(words);
  const covers = (word: string): number =>
    said.has(word) ? 1 : meaningsOf(word).some((each) => meant.has(each)) ? 0.7 : 0;
  return (tool) =>
    (0.5 + mean(tool.name, covers)) *
    (1 + 2 * mean(tool.server, (word) => (said.has(word) ? 1 : 0))) *
    (1 + 0.5 * mean(pairs, (pair) => (tool.pairs.has(pair) ? 1 : 0))) *
    agreement(asked, tool.kinds) *
    number(tool);
}

/** Every two words that follow one another, in either order: `table columns` is `columns of a table`. */
function pairsOf(words: readonly string[]): readonly string[] {
  return words.slice(1).map((word, index) => [words[index], word].sort().join(" "));
}

function mean(words: readonly string[], value: (word: string) => number): number {
  return words.reduce((sum, word) => sum + value(word), 0) / Math.max(1, words.length);
}

function agreement(asked: ReadonlySet<Kind>, done: ReadonlySet<Kind>): number {
  if (done.size === 0) return 1;
  const writes = [...asked].filter((kind) => kind !== "read");
  if (writes.length === 0) return done.has("read") ? 1.1 : 0.6;
  return writes.some((kind) => done.has(kind)) ? 1.2 : 0.6;
}

const ASKS_FOR_SEVERAL = /\b(?:all|every|everybody|everything|which|who|list|how many)\b/i;
const ASKS_FOR_ONE = /\b(?:one|an?|this)\b/i;

/** Compares whether the query asks for one thing or several with what a tool returns. */
function numberFitOf(query: string): (tool: Comparable) => number {
  const asked = pluralsOf(query);
  const stems = [...asked].flatMap(wordsOf);
  const all = ASKS_FOR_SEVERAL.test(query);
  const one = ASKS_FOR_ONE.test(query);
  return ({ name, plurals, isList }) => {
    const same = [...asked].some((word) => plurals.has(word)) ? 1.3 : 1;
    if (!isList) return same;
    if (all || stems.some((word) => name.includes(word))) return same * 1.2;
    return one ? same * 0.8 : same;
  };
}

function pluralsOf(text: string): ReadonlySet<string> {
  return new Set(plainWordsOf(text).filter((word) => /^.{2,}[^s]s$/.test(word)));
}
