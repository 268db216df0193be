import type { SearchOptions } from "minisearch";
import { type ToolSource, toolsOf } from "../source.js";
import type { ToolInfo } from "../tool-info.js";
import { sameAs, wordsOf } from "./words.js";

/** A tool that fits a query. */
export interface FoundTool {
  readonly server: string;
  /** Name on the wire. */
  readonly name: string;
  /** What it does, in a line; empty where it does not say. */
  readonly summary: string;
  /** The function that calls it, where the files are known. */
  readonly function?: string;
  /** The file of that function, beside the search. */
  readonly file?: string;
  /** How well it fits; only to be compared within one answer. */
  readonly score: number;
}

/** The functions and files of the tools of a server, by wire name. */
export type ToolFiles = Readonly<Record<string, { readonly function: string; readonly file: string }>>;

/** Finds tools by what they do: the best first, at most `limit` (default 10). Nothing is asked of a server. */
export type ToolSearch = (query: string, limit?: number) => Promise<readonly FoundTool[]>;

/**
 * A search over names, titles, descriptions and parameters of the tools of generated clients. Its index is made on the first query,
 * from what the generated code knows; a `Client` of the runtime is asked for its list then.
 *
 * @param files Where the functions of the tools are, by server.
 */
export function toolSearch(
  source: ToolSource,
  files: Readonly<Record<string, () => Promise<{ readonly files: ToolFiles }>>> = {},
): ToolSearch {
  let index: Promise<ToolSearch> | undefined;
  return async (query, limit) => {
    index ??= indexOf(source, files).catch((error: unknown) => {
      index = undefined;
      throw error;
    });
    return (await index)(query, limit);
  };
}

/** Where the words of a query may stand, and how much each place counts. */
const BOOST = { name: 4, title: 4, server: 2, description: 1.5, parameters: 0.5 };

async function indexOf(
  source: ToolSource,
  files: Readonly<Record<string, () => Promise<{ readonly files: ToolFiles }>>>,
): Promise<ToolSearch> {
  const [{ default: MiniSearch }, tools] = await Promise.all([import("minisearch"), toolsOf(source)]);
  const places = new Map<string, ToolFiles>();
  for (const [server, load] of Object.entries(files)) places.set(server, (await load()).files);
  const search = new MiniSearch({
    fields: Object.keys(BOOST),
    tokenize: wordsOf,
    processTerm: (word) => [word, sameAs(word)].filter((each) => each !== undefined),
  });
  search.addAll(tools.map((tool, id) => ({ id, ...textsOf(tool) })));
  const options: SearchOptions = {
    boost: BOOST,
    boostTerm: (term) => (term.startsWith("=") ? 0.6 : 1),
    prefix: (term) => term.length > 3 && !term.startsWith("="),
    fuzzy: (term) => (term.length > 5 && !term.startsWith("=") ? 0.2 : false),
    weights: { fuzzy: 0.2, prefix: 0.4 },
  };
  return async (query, limit = 10) =>
    search
      .search(query, options)
      .slice(0, limit)
      .map(({ id, score }) => {
        const { server, name, title, description } = tools[id as number] as ToolInfo;
        const summary = (description ?? title ?? "").trim().split("\n")[0] ?? "";
        const place = places.get(server);
        return {
          ...{ server, name, summary },
          ...(place !== undefined && Object.hasOwn(place, name) && place[name]),
          score,
        };
      });
}

/** What is searched of a tool. */
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
  return { server, name, title, description, parameters: parameters.join("\n") };
}
