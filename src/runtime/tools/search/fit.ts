import type { ToolInfo } from "../tool-info.js";
import { meaningsOf } from "./meanings.js";
import { stem, wordsOf } from "./words.js";

/** What is done to things, by the verbs that say so. */
const KINDS = {
  read: "get fetch retrieve read show view list search find query describe check count look see display browse export download",
  create:
    "create add make new insert register generate build append fork clone duplicate upload post write put provision init setup save",
  change: "update edit modify change alter patch replace rename set put move toggle adjust write manage save",
  remove: "delete remove erase drop destroy clear uninstall purge clean cleanup",
} as const;
type Kind = keyof typeof KINDS;

const KINDS_OF: ReadonlyMap<string, readonly Kind[]> = kindsByWord();

function kindsByWord(): ReadonlyMap<string, readonly Kind[]> {
  const found = new Map<string, Kind[]>();
  for (const [kind, words] of Object.entries(KINDS))
    for (const word of words.split(" ").map(stem))
      found.set(word, [...(found.get(word) ?? []), kind as Kind]);
  return found;
}

function kindsOf(words: readonly string[]): ReadonlySet<Kind> {
  return new Set(words.flatMap((word) => KINDS_OF.get(word) ?? []));
}

/** What is compared of a tool, made once. */
export interface Comparable {
  /** Words of the name, without those that most tools of the server share. */
  readonly name: readonly string[];
  readonly server: ReadonlySet<string>;
  readonly kinds: ReadonlySet<Kind>;
  /** It gives several things. */
  readonly isList: boolean;
}

/** The tools of one index as they are compared. */
export function comparables(tools: readonly ToolInfo[]): readonly Comparable[] {
  const shared = sharedWords(tools);
  return tools.map(({ server, name, hints }) => {
    const all = [...new Set(wordsOf(name))];
    const own = all.filter((word) => shared.get(server)?.has(word) !== true);
    const kinds = kindsOf(all);
    return {
      name: own.length > 0 ? own : all,
      server: new Set(wordsOf(server)),
      kinds: kinds.size === 0 && hints.readOnly === true ? new Set(["read"]) : kinds,
      isList: all.includes("list") || /[a-z]s$/.test(name),
    };
  });
}

/** Words in the names of more than half of the tools of a server: they tell none from another. */
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
 * How much the name of a tool is what `query` asks for, as a factor: how many words of the name were said, whether its server was named, and
 * whether it does what the verbs of the query say. A query without a verb that changes something asks to read.
 */
export function fit(query: string, words: readonly string[], tool: Comparable): number {
  const said = new Set(words);
  const meant = new Set(words.flatMap(meaningsOf));
  const { name } = tool;
  const covered = name.reduce(
    (sum, word) => sum + (said.has(word) ? 1 : meaningsOf(word).some((each) => meant.has(each)) ? 0.7 : 0),
    0,
  );
  const named = words.some((word) => tool.server.has(word)) ? 3 : 1;
  const listed = tool.isList && ASKS_FOR_SEVERAL.test(query) ? 1.15 : 1;
  return (0.3 + covered / name.length) * agreement(kindsOf(words), tool.kinds) * named * listed;
}

const ASKS_FOR_SEVERAL = /\b(?:all|every|everybody|everything|which|who|list|how many)\b/i;

function agreement(asked: ReadonlySet<Kind>, done: ReadonlySet<Kind>): number {
  if (done.size === 0) return 1;
  const writes = [...asked].filter((kind) => kind !== "read");
  if (writes.length === 0) return done.has("read") ? 1.1 : 0.6;
  return writes.some((kind) => done.has(kind)) ? 1.2 : 0.7;
}
