import { readFileSync } from "node:fs";
import { toolSearch, type ToolSearch } from "../../src/runtime/search.js";
import type { CallableTool } from "../../src/runtime/agents.js";

/** What a person would ask, and the tool that is meant. */
export interface Query {
  readonly server: string;
  readonly tool: string;
  readonly query: string;
}

/**
 * Written from the titles of tools that were drawn at random, with other words. The ranking was tuned on those at even places; those at odd
 * places were only counted.
 */
export const QUERIES = JSON.parse(
  readFileSync(new URL("queries.json", import.meta.url), "utf8"),
) as readonly Query[];

/** How many queries have the right tool first, and how many among the first three. */
export interface Found {
  readonly queries: number;
  readonly first: number;
  readonly firstThree: number;
}

/** Asks `queries` of the tools of the server that each means (`"server"`), or of all tools. */
export async function found(
  queries: readonly Query[],
  tools: readonly CallableTool[],
  among: "server" | "all",
): Promise<Found> {
  const searches = new Map<string, ToolSearch>();
  const searchFor = (server: string): ToolSearch => {
    const key = among === "all" ? "" : server;
    const own = among === "all" ? tools : tools.filter((tool) => tool.server === server);
    const search = searches.get(key) ?? toolSearch({ list: () => Promise.resolve(own) });
    searches.set(key, search);
    return search;
  };
  const places: number[] = [];
  for (const { server, tool, query } of queries) {
    const hits = await searchFor(server)(query, 3);
    places.push(hits.findIndex((hit) => hit.server === server && hit.name === tool));
  }
  return {
    queries: queries.length,
    first: places.filter((place) => place === 0).length,
    firstThree: places.filter((place) => place >= 0).length,
  };
}
