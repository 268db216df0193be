import KeyvRedis from "@keyv/redis";
import Keyv from "keyv";
import { afterAll, describe, expect, it } from "vitest";
import { clearAll } from "../../../../src/runtime/auth/index.js";
import { startRedis } from "../../../support/redis.js";
import { ask, useParties } from "../support/setup.js";

const t = useParties({ accessTokenSeconds: 3600 });
const redis = await startRedis();
afterAll(() => redis?.child.kill());
if (redis === undefined)
  console.log("redis-server is not installed: the tests of a shared Redis store are skipped");

describe("tokens in a keyv", () => {
  it("serves every client that shares it, in memory", async () => {
    const storage = new Keyv();
    await ask(t.login({ storage }), t.server.url);
    expect(await ask(t.login({ storage }), t.server.url)).not.toBe(401);
    expect(t.person.opened).toHaveLength(1);
    await clearAll(storage);
    expect((await t.login({ storage }).status()).authorized).toBe(false);
  });
});

describe.skipIf(redis === undefined)("tokens in Redis", () => {
  const connection = (): Keyv => new Keyv(new KeyvRedis(redis?.url), { namespace: "fmcp" });

  it("are shared by a fleet: one login, one refresh for three members, however many requests", async () => {
    const stores = [connection(), connection(), connection()];
    let ahead = 0;
    const fleet = stores.map((storage) => t.login({ storage }, { now: () => Date.now() + ahead }));
    await ask(fleet[0]!, t.server.url);
    await Promise.all(fleet.map((member) => ask(member, t.server.url)));
    expect(t.person.opened).toHaveLength(1);
    const before = { ...t.as.counts };
    for (let expiry = 1; expiry <= 3; expiry++) {
      ahead += 3_600_000;
      await t.as.expireAccessTokens();
      const statuses = await Promise.all(
        fleet.flatMap((member) => Array.from({ length: 8 }, () => ask(member, t.server.url))),
      );
      expect(statuses).not.toContain(401);
      expect(t.as.counts.refreshes - before.refreshes).toBe(expiry);
    }
    expect(t.as.counts.refusals - before.refusals).toBe(0);
    expect(t.person.opened).toHaveLength(1);
    await clearAll(stores[0]!);
    expect((await t.login({ storage: stores[1]! }).status()).authorized).toBe(false);
    await Promise.all(stores.map((store) => store.disconnect()));
  });
});
