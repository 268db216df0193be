import { describe, expect, it } from "vitest";
import { ask, useParties } from "./support/setup.js";

/** Far longer than the test: only what the test ends, by the clock or at the server, expires. */
const LIFE_MS = 3_600_000;
const t = useParties({ accessTokenSeconds: LIFE_MS / 1000 });

describe("a refresh", () => {
  it.each([
    ["ahead of expiry, by the clock", true],
    ["after a refusal, where the server expired it early", false],
  ])(
    "happens once for 64 parallel requests, 20 times: %s",
    async (_, foreseen) => {
      let ahead = 0;
      const auth = t.login({}, { now: () => Date.now() + ahead });
      await ask(auth, t.server.url);
      const before = { ...t.as.counts, unauthorized: t.server.counts.unauthorized };
      const statuses: number[] = [];
      for (let expiry = 0; expiry < 20; expiry++) {
        await t.as.expireAccessTokens();
        ahead += foreseen ? LIFE_MS : 0;
        statuses.push(...(await Promise.all(Array.from({ length: 64 }, () => ask(auth, t.server.url)))));
      }
      expect(statuses).toHaveLength(1280);
      expect(statuses.filter((status) => status === 401 || status === 403)).toEqual([]);
      expect(t.as.counts.refreshes - before.refreshes).toBe(20);
      expect(t.person.opened).toHaveLength(1);
      if (foreseen) expect(t.server.counts.unauthorized - before.unauthorized).toBe(0);
    },
    120_000,
  );
});
