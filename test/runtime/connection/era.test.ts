import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it, vi } from "vitest";
import { Client, ConnectError, TimeoutError } from "../../../src/runtime/index.js";
import { StdioSource } from "../../../src/runtime/transport/stdio/stdio-source.js";

const folder = mkdtempSync(join(tmpdir(), "era-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const script = fileURLToPath(new URL("../support/era-server.mjs", import.meta.url));
let runs = 0;

/** A server of one kind that no other test knows, and what it is asked. */
function server(kind: string, delays = "0", keepAlive = false) {
  const ledger = join(folder, `ledger-${++runs}`);
  const source = (): StdioSource =>
    new StdioSource({ command: process.execPath, args: [script, kind, delays, ledger], keepAlive });
  const asked = (): readonly string[] => readFileSync(ledger, "utf8").trim().split("\n");
  return { source, asked };
}

/** The limits of production, divided by ten. */
const limits = { connectTimeoutMs: 6_000, probeTimeoutMs: 500 } as const;

describe("the era of a server", () => {
  it.each([
    ["dual", "modern"],
    ["modern", "modern"],
    ["legacy", "legacy"],
    ["silent", "legacy"],
    ["dies", "legacy"],
    ["poisoned", "legacy"],
    ["complains", "legacy"],
  ])("is the same however late it starts: %s is %s", { timeout: 60_000 }, async (kind, era) => {
    const eras = ["0", "300", "1200", "2500"].map(async (delay) => {
      await using client = await Client.connect(server(kind, delay).source(), limits);
      expect((await client.listTools()).map(({ name }) => name)).toEqual(["t"]);
      return client.era;
    });
    expect(await Promise.all(eras)).toEqual([era, era, era, era]);
  });

  it.each([
    ["dual", "modern"],
    ["silent", "legacy"],
  ])("is the same when only the first start is slow: %s is %s", async (kind, era) => {
    await using client = await Client.connect(server(kind, "5000,0").source(), limits);
    expect(client.era).toBe(era);
  });

  it("need not be asked for with the answer of an earlier connection", async () => {
    const first = server("modern");
    await using known = await Client.connect(first.source());
    const priorDiscover = await known.request("server/discover");
    const second = server("modern");
    await using client = await Client.connect(second.source(), { priorDiscover });
    expect((await client.listTools()).map(({ name }) => name)).toEqual(["t"]);
    expect(client).toMatchObject({ era: "modern", serverInfo: known.serverInfo });
    expect(first.asked().join()).toContain("server/discover");
    expect(second.asked().join()).not.toContain("server/discover");
  });

  it("is asked for as ever where an earlier answer is not of the revision that is spoken", async () => {
    const { source } = server("legacy");
    await using client = await Client.connect(source(), { protocol: "legacy", priorDiscover: {} });
    expect(client.era).toBe("legacy");
  });

  it("is found for a server that ignores the probe and can run only once at a time", async () => {
    await using client = await Client.connect(server("exclusive").source(), limits);
    expect(client.era).toBe("legacy");
  });

  it("never sends `initialize` over a pipe with an unread probe", async () => {
    const { source, asked } = server("silent");
    await (await Client.connect(source(), limits)).close();
    const perProcess = asked().join(" ").split("start").slice(1);
    expect(perProcess.length).toBeGreaterThan(1);
    for (const one of perProcess)
      expect(one.includes("server/discover") && one.includes("initialize")).toBe(false);
  });

  it("a late answer under a pinned revision counts", async () => {
    const { source } = server("modern", "1200");
    await using client = await Client.connect(source(), { ...limits, protocol: "2026-07-28" });
    expect(client.era).toBe("modern");
  });
});

describe("a known era", () => {
  it("is remembered, so that the second connection does not probe an old server", async () => {
    const { source, asked } = server("legacy");
    await (await Client.connect(source(), limits)).close();
    const before = asked().length;
    await (await Client.connect(source(), limits)).close();
    expect(asked().slice(before)).not.toContain("server/discover");
  });

  it("can be set beforehand", async () => {
    const { source, asked } = server("legacy");
    await (await Client.connect(source(), { ...limits, knownEra: "legacy" })).close();
    expect(asked()).not.toContain("server/discover");
  });

  it.each([
    ["legacy", "modern", "modern"],
    ["modern", "legacy", "legacy"],
    ["modern", "silent", "legacy"],
    ["modern", "dies", "legacy"],
  ] as const)("that is wrong heals itself: said to be %s, the server is %s", async (knownEra, kind, era) => {
    const { source } = server(kind);
    await using client = await Client.connect(source(), { ...limits, knownEra });
    expect(client.era).toBe(era);
    expect(await client.listTools()).toHaveLength(1);
  });

  it.each([
    ["dual", "legacy"],
    ["legacy", "legacy"],
    ["modern", "modern"],
  ] as const)("that is preferred is spoken with a server that speaks it: %s is %s", async (kind, era) => {
    const { source } = server(kind);
    for (const _time of ["first", "second"]) {
      await using client = await Client.connect(source(), { ...limits, preferEra: "legacy" });
      expect(client.era).toBe(era);
      expect(await client.listTools()).toHaveLength(1);
    }
    // what one client prefers decides for no other
    await using other = await Client.connect(source(), limits);
    expect(other.era).toBe(kind === "legacy" ? "legacy" : "modern");
  });

  it("depends on the environment of a server, too", async () => {
    const args = [script, "legacy"];
    const one = new StdioSource({ command: "node", args, env: { MODE: "1" } });
    const two = new StdioSource({ command: "node", args, env: { MODE: "2" } });
    expect(one.identity).not.toBe(two.identity);
  });
});

describe("a process that was asked for its era", () => {
  it("is not kept for the next connection if it is silent", async () => {
    const { source, asked } = server("silent", "0", true);
    const kept = source();
    await (await Client.connect(kept, limits)).close();
    await using client = await Client.connect(kept, limits);
    expect(client.era).toBe("legacy");
    expect(asked().filter((line) => line === "initialize")).toHaveLength(2);
  });
});

describe("revisions", () => {
  it.each(["legacy-data", "legacy-text"])(
    "gives a server that names others one more try: %s",
    async (kind) => {
      const { source } = server(kind);
      for (let connection = 0; connection < 2; connection++) {
        await using client = await Client.connect(source(), limits);
        expect(client.info?.protocolVersion).toBe("2024-11-05");
      }
    },
  );

  it("offers the requested one", async () => {
    await using client = await Client.connect(server("dual").source(), { ...limits, protocol: "2025-06-18" });
    expect(client.era).toBe("legacy");
    expect(client.info?.protocolVersion).toBe("2025-06-18");
  });
});

describe("what a server prints about the question", () => {
  it.each([
    ["is not shown when the connection is made", "complains", false],
    ["is shown with whatever else it prints when connecting fails", "complains-dead", true],
  ])("%s", async (_what, kind, shown) => {
    const written: string[] = [];
    const spy = vi.spyOn(process.stderr, "write").mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
    try {
      const connecting = Client.connect(server(kind).source(), { ...limits, connectTimeoutMs: 3_000 });
      const outcome = await connecting.then(
        (client) => client.close(),
        (error: unknown) => error,
      );
      if (shown) expect([ConnectError, TimeoutError].some((type) => outcome instanceof type)).toBe(true);
    } finally {
      spy.mockRestore();
    }
    expect(written.join("").includes("a page of complaints")).toBe(shown);
  });
});
