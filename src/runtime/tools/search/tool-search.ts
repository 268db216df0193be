import { toolsIn, type ToolSource } from "../tool-source.js";
import type { ToolInfo } from "../tool-info.js";
import { ToolIndex } from "./tool-index.js";

/** A tool that fits a query. */
export interface FoundTool {
  readonly server: string;
  /** Name on the wire. */
  readonly name: string;
  /** First line of its description; empty if there is none. */
  readonly summary: string;
  /** The function that calls it, if the files are known. */
  readonly function?: string;
  /** The file of that function, relative to the search. */
  readonly file?: string;
  /** How well it fits; only comparable within one result. */
  readonly score: number;
}

/** The functions and files of a server's tools, by wire name. */
export type ToolFiles = Readonly<Record<string, { readonly function: string; readonly file: string }>>;

/** Finds tools by what they do: the best first, at most `limit` (default 10). Sends nothing to a server. */
export type ToolSearch = (query: string, limit?: number) => Promise<readonly FoundTool[]>;

/**
 * Creates a search over names, titles, descriptions and parameters of the tools of generated clients. Builds its index on the
 * first query, from what the generated code knows; a `Client` of the runtime is asked for its list then.
 *
 * @param files the functions and files of the tools, by server
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

async function indexOf(
  source: ToolSource,
  files: Readonly<Record<string, () => Promise<{ readonly files: ToolFiles }>>>,
): Promise<ToolSearch> {
  const [{ default: MiniSearch }, tools] = await Promise.all([
    import("minisearch"),
    toolsIn<ToolInfo>(source, (tool) => tool),
  ]);
  const places = new Map<string, ToolFiles>();
  for (const [server, load] of Object.entries(files)) places.set(server, (await load()).files);
  const index = new ToolIndex(MiniSearch, tools);
  return async (query, limit = 10) =>
    index
      .find(query)
      .slice(0, limit)
      .map(({ index: at, score }) => {
        const { server, name, title, description } = tools[at] as ToolInfo;
        const summary = (description ?? title ?? "").trim().split("\n")[0] ?? "";
        const place = places.get(server);
        return {
          ...{ server, name, summary },
          ...(place !== undefined && Object.hasOwn(place, name) && place[name]),
          score,
        };
      });
}
