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
export const QUERIES = read("queries.json");

/**
 * The halves of {@link QUERIES}, further ones which served nothing but the tuning, and ones for other tools, written before the ranking was
 * changed last and never looked at while it was changed.
 */
export const SETS: readonly (readonly [name: string, queries: readonly Query[]])[] = [
  ["seen while tuning", QUERIES.filter((_, index) => index % 2 === 0)],
  ["written for the tuning", read("queries-of-tuning.json")],
  ["unseen", QUERIES.filter((_, index) => index % 2 === 1)],
  ["held out", read("queries-held-out.json")],
];

function read(file: string): readonly Query[] {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8")) as readonly Query[];
}

/** How many queries have the right tool first, and how many among the first three. */
export interface Found {
  readonly queries: number;
  readonly first: number;
  readonly firstThree: number;
}

/** Asks queries of the tools of the server that each means (`"server"`), or of all `tools`. Each index is made once. */
export function asker(
  tools: readonly CallableTool[],
): (queries: readonly Query[], among: "server" | "all") => Promise<Found> {
  const searches = new Map<string, ToolSearch>();
  const searchOf = (server: string | undefined): ToolSearch => {
    const own = server === undefined ? tools : tools.filter((tool) => tool.server === server);
    const search = searches.get(server ?? "") ?? toolSearch({ list: () => Promise.resolve(own) });
    searches.set(server ?? "", search);
    return search;
  };
  return async (queries, among) => {
    const places: number[] = [];
    for (const { server, tool, query } of queries) {
      const hits = await searchOf(among === "all" ? undefined : server)(query, 3);
      places.push(hits.findIndex((hit) => hit.server === server && hit.name === tool));
    }
    return {
      queries: queries.length,
      first: places.filter((place) => place === 0).length,
      firstThree: places.filter((place) => place >= 0).length,
    };
  };
}
