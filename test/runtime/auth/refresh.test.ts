import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FileTokenStore, MemoryTokenStore } from "../../../src/runtime/auth/index.js";
import { bundledWorker } from "./support/run-worker.js";
import { ask, useParties } from "./support/setup.js";

const LIFE_SECONDS = 3;
const t = useParties({ accessTokenSeconds: LIFE_SECONDS });

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe("a refresh", () => {
  it("happens once for all processes that share a store: no rotation is lost", async () => {
    const folder = await mkdtemp(join(tmpdir(), "fmcp-auth-"));
    const run = await bundledWorker();
    await ask(t.login({ storage: new FileTokenStore(join(folder, "t")) }), t.server.url);
    const before = { ...t.as.counts };
    const began = Date.now();
    const order = { url: t.server.url, folder: join(folder, "t"), rounds: 40, parallel: 8, pauseMs: 200 };
    const results = await Promise.all([run(order), run(order), run(order)]);
    await rm(folder, { recursive: true });
    expect(results.flatMap((result) => result.failures)).toEqual([]);
    expect(t.as.counts.refusals - before.refusals).toBe(0);
    const refreshed = results.flatMap((result) =>
      result.events.filter((event) => event === "refreshed"),
    ).length;
    expect(refreshed).toBe(t.as.counts.refreshes - before.refreshes);
    // Three programs of eight seconds or more: about one refresh for every life of a token, not one for each program.
    expect(refreshed).toBeGreaterThanOrEqual(2);
    expect(refreshed).toBeLessThanOrEqual(Math.ceil((Date.now() - began) / (LIFE_SECONDS * 900)) + 1);
  }, 90_000);

  it("ends in one new login if the refresh token was revoked", async () => {
    const storage = new MemoryTokenStore();
    const auth = t.login({ storage });
    await ask(auth, t.server.url);
    await t.as.revokeRefreshTokens();
    await pause(LIFE_SECONDS * 1000);
    const statuses = await Promise.all(Array.from({ length: 16 }, () => ask(auth, t.server.url)));
    expect(statuses.filter((status) => status === 401)).toEqual([]);
    expect(t.person.opened).toHaveLength(2);
  });

  it("opens no page after a temporary failure, and is tried again", async () => {
    const auth = t.login();
    await ask(auth, t.server.url);
    await pause(LIFE_SECONDS * 1000);
    t.as.tokenFault = () => ({ status: 503, body: { error: "temporarily_unavailable" } });
    await expect(ask(auth, t.server.url)).rejects.toMatchObject({ code: "AUTH_SERVER", transient: true });
    t.as.tokenFault = undefined;
    expect(await ask(auth, t.server.url)).not.toBe(401);
    expect(t.person.opened).toHaveLength(1);
  });

  it("does not quote the token in its errors", async () => {
    const auth = t.login();
    await ask(auth, t.server.url);
    await pause(LIFE_SECONDS * 1000);
    t.as.tokenFault = () => ({ status: 500, body: "access_token=s3cret-value" });
    const error = await ask(auth, t.server.url).catch(
      (reason: unknown) => reason as Error & { cause?: unknown },
    );
    expect(error).toBeInstanceOf(Error);
    expect(
      `${String(error)} ${String((error as Error).cause)} ${JSON.stringify(error)} ${(error as Error).stack ?? ""}`,
    ).not.toContain("s3cret-value");
  });
});
