import { describe, expect, it } from "vitest";
import { hasCorpus } from "../corpus/recordings.js";
import { recordedTools } from "./recorded-tools.js";
import { found, QUERIES } from "./search-checks.js";

describe.skipIf(!hasCorpus())("a search over recorded tools", () => {
  const tools = hasCorpus() ? recordedTools() : [];
  const ofTuning = QUERIES.filter((_, index) => index % 2 === 0);
  const unseen = QUERIES.filter((_, index) => index % 2 === 1);

  it("is asked for tools that are there", () => {
    const known = new Set(tools.map(({ server, name }) => `${server}/${name}`));
    expect(QUERIES.filter(({ server, tool }) => !known.has(`${server}/${tool}`))).toEqual([]);
    expect(QUERIES).toHaveLength(200);
  });

  // the floors are what was measured, less two: they hold what is there
  it.each([
    ["of the server that is meant", "queries of the tuning", ofTuning, "server", 85, 95],
    ["of the server that is meant", "unseen queries", unseen, "server", 78, 89],
    ["of all servers", "queries of the tuning", ofTuning, "all", 77, 90],
    ["of all servers", "unseen queries", unseen, "all", 68, 86],
  ] as const)(
    "finds tools %s: %s",
    async (_, _which, queries, among, first, firstThree) => {
      const result = await found(queries, tools, among);
      expect(result.first).toBeGreaterThanOrEqual(first);
      expect(result.firstThree).toBeGreaterThanOrEqual(firstThree);
    },
    60_000,
  );
});
