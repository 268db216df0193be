import { execFile } from "node:child_process";
import { McpServer } from "@modelcontextprotocol/server";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { Client, ConfigurationError, NotConnectedError } from "../../../src/runtime/index.js";
import { PACKAGE_INFO } from "../../../src/runtime/backend/backend-options.js";
import { dualEraSource, pairedSource, scriptedSource } from "../support/sources.js";
import packageJson from "../../../package.json" with { type: "json" };

function counted(): { source: ReturnType<typeof dualEraSource>; opened: () => number } {
  let opened = 0;
  const inner = dualEraSource(
    () => new McpServer({ name: "s", version: "1" }, { capabilities: { tools: {} } }),
  );
  return { source: { ...inner, open: (context) => (opened++, inner.open(context)) }, opened: () => opened };
}

describe("holds on a connection", () => {
  it("share a session if they overlap; the last one ends it", async () => {
    const { source, opened } = counted();
    const client = new Client(source);
    expect(client.isConnected()).toBe(false);
    const outer = await client.connect();
    const info = await client.initialize();
    const inner = await client.connect();
    expect(await client.initialize()).toBe(info);
    await inner.close();
    await inner.close();
    expect(client.isConnected()).toBe(true);
    await outer.close();
    expect(client.isConnected()).toBe(false);
    expect(opened()).toBe(1);
    await expect(client.ping()).rejects.toBeInstanceOf(NotConnectedError);
  });

  it("open a session each one after another; concurrent ones share one", async () => {
    const { source, opened } = counted();
    const client = new Client(source);
    await (await client.connect()).close();
    const leases = await Promise.all(Array.from({ length: 10 }, () => client.connect()));
    expect(opened()).toBe(2);
    await Promise.all(leases.map((lease) => lease.close()));
    expect(client.state).toBe("closed");
  });

  it("`close` ends it for all, old leases count no more, and it can be connected again", async () => {
    const { source } = counted();
    const client = new Client(source);
    const stale = await client.connect();
    await client.close();
    await expect(client.ping()).rejects.toThrow("not connected");
    await using _again = await client.connect();
    await stale.close();
    expect(await client.ping()).toBe(true);
  });

  it("get a session even if the last one is just closing", async () => {
    const client = new Client(scriptedSource());
    const lease = await client.connect();
    const [, next] = await Promise.all([lease.close(), client.connect()]);
    expect(await client.ping()).toBe(true);
    await next.close();
  });

  it("connect after a failed attempt", async () => {
    let fail = true;
    const inner = counted().source;
    const client = new Client({
      ...inner,
      open: (context) => (fail ? Promise.reject(new Error("not yet")) : inner.open(context)),
    });
    await expect(client.connect()).rejects.toThrow(/failed to connect.*not yet/);
    fail = false;
    await using _lease = await client.connect();
    expect(client.isConnected()).toBe(true);
  });

  it("are separate for a fork, which has its own connection", async () => {
    await using client = await Client.connect(counted().source, { timeoutMs: 1_000 });
    await using other = client.fork({ name: "other" });
    expect([other.name, other.isConnected()]).toEqual(["other", false]);
    await other.connect();
    await client.close();
    expect(await other.ping()).toBe(true);
  });

  it("report every state of the connection", async () => {
    const client = new Client(counted().source);
    const states: string[] = [];
    client.onState((state) => states.push(state));
    await (await client.connect()).close();
    expect(states).toEqual(["idle", "connecting", "connected", "closed"]);
  });

  it("without `autoInitialize` the first request connects", async () => {
    const { source, opened } = counted();
    await using client = new Client(source, { autoInitialize: false });
    await client.connect();
    expect([client.isConnected(), client.serverInfo, opened()]).toEqual([false, undefined, 0]);
    await client.listTools();
    expect([client.isConnected(), client.serverInfo?.name, opened()]).toEqual([true, "s", 1]);
  });
});

describe("what the client announces to the server", () => {
  it("names itself, and declares only capabilities with a handler", async () => {
    const seen: unknown[] = [];
    const source = pairedSource((end) => {
      end.onmessage = (message) => {
        if (!("method" in message) || !("id" in message)) return;
        seen.push(message.params);
        const result = {
          protocolVersion: "2025-11-25",
          capabilities: {},
          serverInfo: { name: "s", version: "1" },
        };
        void end.send({ jsonrpc: "2.0", id: message.id, result });
      };
      return end.start();
    });
    await (await Client.connect(source, { protocol: "legacy" })).close();
    const handlers = { roots: ["/tmp"], sampling: async () => "x" };
    await (
      await Client.connect(source, { protocol: "legacy", handlers, clientInfo: { name: "me", version: "9" } })
    ).close();
    expect(seen).toMatchObject([
      { clientInfo: PACKAGE_INFO, capabilities: {} },
      { clientInfo: { name: "me", version: "9" }, capabilities: { roots: {}, sampling: {} } },
    ]);
    expect(Object.keys((seen[0] as { capabilities: object }).capabilities)).toEqual([]);
  });

  it("the version of this package", () => {
    expect(PACKAGE_INFO).toEqual({ name: packageJson.name, version: packageJson.version });
  });
});

describe("options", () => {
  it.each([
    { timeoutMs: -1 },
    { connectTimeoutMs: NaN },
    { listTimeoutMs: "1m" as never },
    { protocol: "2023" as never },
  ])("%j is refused", async (options) => {
    const attempt = async (): Promise<unknown> => Client.connect(counted().source, options);
    await expect(attempt()).rejects.toBeInstanceOf(ConfigurationError);
  });
});

describe("the program around it", () => {
  /** Runs a program that imports the runtime from its sources; resolves to what it printed. */
  async function run(code: string): Promise<string> {
    const loader = fileURLToPath(new URL("../support/run-typescript.mjs", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [loader, code], { timeout: 20_000 });
    return stdout.trim();
  }

  it("loads no SDK when the runtime is imported", async () => {
    expect(
      await run(
        `await import(RUNTIME); console.log(LOADED.filter((it) => it.includes("@modelcontextprotocol")).length);`,
      ),
    ).toBe("0");
  });

  it("ends a finished program despite an open connection", async () => {
    const script = fileURLToPath(new URL("../support/scripted-server.mjs", import.meta.url));
    const target = JSON.stringify({ command: process.execPath, args: [script, "plain"] });
    expect(
      await run(
        `const { Client } = await import(RUNTIME); const c = await Client.connect(${target}); console.log((await c.callTool("echo", { a: 1 })).content.text);`,
      ),
    ).toBe('{"a":1}');
  });
});

describe("listeners", () => {
  it("isolates a listener that throws", async () => {
    const onProgress = vi.fn(() => {
      throw new Error("mine");
    });
    await using client = await Client.connect(scriptedSource());
    expect((await client.callTool("progress", {}, { onProgress })).content.text).toBe("done");
    expect(onProgress).toHaveBeenCalledTimes(5);
  });
});
