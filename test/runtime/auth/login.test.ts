import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createAuth, FileTokenStore, MemoryTokenStore, probeAuth } from "../../../src/runtime/auth/index.js";
import { browser } from "./support/browser.js";
import { connect } from "./support/mcp-client.js";
import { bundledWorker } from "./support/run-worker.js";
import { ask, useParties } from "./support/setup.js";

const t = useParties();

describe("a login", () => {
  it("registers, shows one consent page and calls", async () => {
    const before = { ...t.as.counts };
    const client = await connect(t.server.url, t.login());
    const result = await client.callTool({ name: "whoami", arguments: {} });
    await client.close();
    expect(result.content).toEqual([{ type: "text", text: "you" }]);
    expect(t.person.opened).toHaveLength(1);
    expect(t.as.counts.registrations - before.registrations).toBe(1);
    expect(t.as.counts.codes - before.codes).toBe(1);
    const asked = t.person.opened[0]?.searchParams;
    expect(asked?.get("code_challenge_method")).toBe("S256");
    expect(asked?.get("resource")).toBe(t.server.url);
    expect(asked?.get("state")).toMatch(/^[\w-]{32}$/);
    expect(asked?.get("redirect_uri")).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
    expect(t.person.last?.text).toContain("Logged in");
  });

  it("happens before the connection's time limits start, when prepared", async () => {
    const auth = t.login();
    await auth.prepare();
    expect(t.person.opened).toHaveLength(1);
    expect(await ask(auth, t.server.url)).not.toBe(401);
    expect(t.person.opened).toHaveLength(1);
  });

  it("happens once for any number of first requests", async () => {
    const auth = t.login();
    const statuses = await Promise.all(Array.from({ length: 32 }, () => ask(auth, t.server.url)));
    expect(statuses).not.toContain(401);
    expect(t.person.opened).toHaveLength(1);
  });

  it("happens once for two clients that share a store: the second waits for the first", async () => {
    const folder = await mkdtemp(join(tmpdir(), "fmcp-auth-"));
    const auths = [1, 2].map(() => t.login({ storage: new FileTokenStore(join(folder, "tokens")) }));
    const statuses = await Promise.all(auths.map((auth) => ask(auth, t.server.url)));
    await rm(folder, { recursive: true });
    expect(statuses).not.toContain(401);
    expect(t.person.opened).toHaveLength(1);
  });

  it("requests exactly the user's scopes", async () => {
    const auth = t.login({ scopes: ["read", "write"] });
    await ask(auth, t.server.url);
    expect(t.person.opened[0]?.searchParams.get("scope")).toBe("read write");
    expect((await auth.status()).scope).toBe("read write");
  });

  it("serves a second process: no page, no registration, no code", async () => {
    const folder = await mkdtemp(join(tmpdir(), "fmcp-auth-"));
    const run = await bundledWorker();
    await ask(t.login({ storage: new FileTokenStore(join(folder, "tokens")) }), t.server.url);
    const before = { ...t.as.counts, unauthorized: t.server.counts.unauthorized };
    const result = await run({
      url: t.server.url,
      folder: join(folder, "tokens"),
      rounds: 1,
      parallel: 4,
      pauseMs: 0,
    });
    await rm(folder, { recursive: true });
    expect(result).toEqual({ events: [], failures: [] });
    expect({ ...t.as.counts, unauthorized: t.server.counts.unauthorized }).toEqual(before);
  });

  it("may not open a page: says how to log in, and opens none", async () => {
    const auth = t.login({ interactive: false });
    await expect(ask(auth, t.server.url)).rejects.toMatchObject({
      code: "AUTH_REQUIRED",
      message: expect.stringContaining("npx fmcp-codegen login weather") as string,
    });
    await expect(auth.prepare()).rejects.toMatchObject({ code: "AUTH_REQUIRED" });
    expect(t.person.opened).toHaveLength(0);
  });

  it("is known to be needed before it is requested", async () => {
    expect(await probeAuth(t.server.url)).toBe(true);
    expect(await probeAuth(`${t.as.issuer}/.well-known/openid-configuration`)).toBe(false);
    expect(await probeAuth("http://127.0.0.1:1/mcp")).toBe(false);
  });

  it("shows no query of the server's URL, which may hold a key", async () => {
    const auth = createAuth(
      { type: "oauth", storage: new MemoryTokenStore(), interactive: false },
      { serverUrl: `${t.server.url}?key=s3cret` },
    );
    const send = auth.authorize(async () => new Response("", { status: 401 })).fetch;
    const error = await send(`${t.server.url}?key=s3cret`).catch((reason: unknown) => reason as Error);
    expect(error).toMatchObject({ code: expect.stringMatching(/^AUTH_/) as string });
    expect(String(error)).not.toContain("s3cret");
  });

  it("fails once the person refuses: one page, one error for every request that waited", async () => {
    t.person = browser("deny");
    const auth = t.login();
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => ask(auth, t.server.url)));
    for (const result of results)
      expect(result).toMatchObject({
        status: "rejected",
        reason: { code: "AUTH_DENIED", error: "access_denied" },
      });
    expect(t.person.opened).toHaveLength(1);
    expect(t.person.last?.text).toContain("access_denied");
  });

  it("times out, and frees its port", async () => {
    let redirect = "";
    const openUrl = (url: URL): void => void (redirect = url.searchParams.get("redirect_uri") ?? "");
    const auth = t.login({ openUrl, callback: { timeoutMs: 150 } });
    await expect(ask(auth, t.server.url)).rejects.toMatchObject({
      code: "AUTH_CALLBACK_TIMEOUT",
      message: expect.stringMatching(
        /0\.15 seconds: the page was closed, or its browser cannot reach http:\/\/127\.0\.0\.1:\d+\/callback\..*--no-browser/,
      ) as string,
    });
    await expect(fetch(redirect)).rejects.toThrow();
  });

  it("continues when the request that caused it is cancelled", async () => {
    let release = (): void => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const auth = t.login({ openUrl: async (url) => (await gate, t.person.open(url)) });
    const signal = AbortSignal.timeout(100);
    await expect(auth.fetch(t.server.url, { method: "POST", body: "{}", signal })).rejects.toMatchObject({
      name: "TimeoutError",
    });
    const pending = auth.pending;
    expect(pending).toBeInstanceOf(Promise);
    release();
    await pending;
    expect(await ask(auth, t.server.url)).not.toBe(401);
    expect(t.person.opened).toHaveLength(1);
  });

  it("accepts a pasted redirect if no browser can reach the callback", async () => {
    const elsewhere = browser("accept", (url) => url.pathname !== "/callback");
    const auth = t.login({
      openUrl: () => {},
      async paste(url) {
        await elsewhere.open(url);
        return `  ${elsewhere.last?.url ?? ""}\n`;
      },
    });
    expect(await ask(auth, t.server.url)).not.toBe(401);
    expect(elsewhere.last?.status).toBe(0);
  });

  it("refuses a pasted redirect of another login", async () => {
    const auth = t.login({
      openUrl: () => {},
      paste: async () => "http://127.0.0.1:1/callback?code=stolen&state=other",
    });
    await expect(ask(auth, t.server.url)).rejects.toMatchObject({ code: "AUTH_CALLBACK" });
  });

  it("can be started explicitly, and is reported", async () => {
    const auth = t.login();
    expect(await auth.status()).toEqual({ kind: "oauth", authorized: false });
    const status = await auth.login();
    expect(status).toMatchObject({
      kind: "oauth",
      authorized: true,
      issuer: t.as.issuer,
      resource: t.server.url,
      scope: "read",
      refreshable: true,
    });
    expect(status?.expiresAt).toBeGreaterThan(Date.now() + 3_500_000);
    expect(JSON.stringify(status)).not.toMatch(/token"/i);
    const before = t.as.counts.revocations;
    await auth.logout();
    expect(await auth.status()).toEqual({ kind: "oauth", authorized: false });
    expect(t.as.counts.revocations - before).toBe(1);
  });
});
