import { describe, expect, it } from "vitest";
import { hasCorpus } from "../corpus/recordings.js";
import { recordedTools } from "./recorded-tools.js";
import { asker, QUERIES, SETS } from "./search-checks.js";

describe.skipIf(!hasCorpus())("a search over recorded tools", () => {
  const tools = hasCorpus() ? recordedTools() : [];

  const ask = asker(tools);

  it("asks only for tools that exist", () => {
    const known = new Set(tools.map(({ server, name }) => `${server}/${name}`));
    const all = SETS.flatMap(([, queries]) => queries);
    expect(all.filter(({ server, tool }) => !known.has(`${server}/${tool}`))).toEqual([]);
    expect(QUERIES).toHaveLength(200);
  });

  // the floors are what was measured, less two: they hold what is there
  it.each([
    ["of the server that is meant", "seen while tuning", "server", 89, 96],
    ["of the server that is meant", "written for the tuning", "server", 69, 77],
    ["of the server that is meant", "unseen", "server", 81, 92],
    ["of the server that is meant", "held out", "server", 29, 43],
    ["of all servers", "seen while tuning", "all", 88, 95],
    ["of all servers", "written for the tuning", "all", 61, 72],
    ["of all servers", "unseen", "all", 75, 90],
    ["of all servers", "held out", "all", 26, 36],
  ] as const)(
    "finds tools %s: queries %s",
    async (_, set, among, first, firstThree) => {
      const queries = SETS.find(([name]) => name === set)?.[1] ?? [];
      const result = await ask(queries, among);
      expect(result.first).toBeGreaterThanOrEqual(first);
      expect(result.firstThree).toBeGreaterThanOrEqual(firstThree);
    },
    60_000,
  );
});
