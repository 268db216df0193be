import { stem } from "porter2";

/** What is done to things, by the verbs that say so. */
const VERBS = {
  read: "get fetch retrieve read show view list search find query describe check count look see display browse export download lookup inspect examine",
  create:
    "create add make new insert register generate build append fork clone duplicate upload post write provision init setup save copy",
  change:
    "update edit modify change alter patch replace rename set put move toggle adjust write manage save enable disable",
  remove: "delete remove erase drop destroy clear uninstall purge clean cleanup empty discard",
  act: "run start launch execute trigger invoke perform send stop cancel abort restart resume pause kill terminate deploy publish press click navigate",
} as const;

/** A kind of doing. */
export type Kind = keyof typeof VERBS;

const KINDS: ReadonlyMap<string, readonly Kind[]> = kindsByWord();

function kindsByWord(): ReadonlyMap<string, readonly Kind[]> {
  const found = new Map<string, Kind[]>();
  for (const [kind, words] of Object.entries(VERBS))
    for (const word of words.split(" ").map(stem))
      found.set(word, [...(found.get(word) ?? []), kind as Kind]);
  return found;
}

/** What `words`, stemmed, say is done. */
export function kindsOf(words: readonly string[]): ReadonlySet<Kind> {
  return new Set(words.flatMap((word) => KINDS.get(word) ?? []));
}

const QUESTION =
  /^\s*(?:[\w-]+:\s*)?(?:what|which|who|whose|where|when|why|is|are|was|were|did|does|have|has|can|how (?!do i|to|can))\b/i;

/** What a query asks to have done: English says it first. A question asks to read, as does a query without a verb; both give nothing. */
export function kindsAsked(query: string, words: readonly string[]): ReadonlySet<Kind> {
  return QUESTION.test(query) ? new Set() : kindsOf(words.slice(0, 2));
}
