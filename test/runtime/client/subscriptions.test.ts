import type { Transport } from "@modelcontextprotocol/client";
import { McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Client, UnsupportedError } from "../../../src/runtime/index.js";
import { pairedSource } from "../support/sources.js";

const URI = "note://1";

describe.each(["auto", "legacy"] as const)("subscriptions, protocol %s", (protocol) => {
  let client: Client;
  let servers: McpServer[];
  let ends: Transport[];

  const server = (): McpServer => {
    const made = new McpServer(
      { name: "s", version: "1" },
      {
        capabilities: {
          resources: { subscribe: true, listChanged: true },
          tools: { listChanged: true },
          logging: {},
        },
      },
    );
    made.registerResource("note", URI, {}, (uri) => ({ contents: [{ uri: uri.href, text: "x" }] }));
    made.registerTool("log", {}, async (ctx) => {
      await ctx.mcpReq.log("info", "hello");
      return { content: [] };
    });
    made.server.setRequestHandler("resources/subscribe", () => ({}));
    made.server.setRequestHandler("resources/unsubscribe", () => ({}));
    servers.push(made);
    return made;
  };

  beforeEach(async () => {
    servers = [];
    ends = [];
    client = await Client.connect(
      pairedSource((end) => {
        ends.push(end);
        void serveStdio(server, { transport: end as never });
      }),
      { protocol },
    );
  });
  afterEach(() => client.close());

  const latest = (): McpServer => servers.at(-1)!;

  it("a resource: told of every change until it is closed", async () => {
    const listener = vi.fn();
    const subscription = await client.subscribeResource(URI, listener);
    await latest().server.sendResourceUpdated({ uri: URI });
    await expect.poll(() => listener.mock.calls).toEqual([[URI]]);
    await subscription.close();
    await latest().server.sendResourceUpdated({ uri: URI });
    await client.ping();
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it("a list: once for each change, nothing without one", async () => {
    const listener = vi.fn();
    await client.onListChanged("tools", listener);
    await client.ping();
    expect(listener).not.toHaveBeenCalled();
    latest().sendToolListChanged();
    await expect.poll(() => listener.mock.calls.length).toBe(1);
  });

  it("as a loop", async () => {
    const seen: string[] = [];
    const updates = client.resourceUpdates(URI);
    const first = updates.next();
    await client.ping();
    setTimeout(() => void latest().server.sendResourceUpdated({ uri: URI }), 50);
    seen.push((await first).value as string);
    await updates.return();
    expect(seen).toEqual([URI]);
  });

  it("subscribes again when a session drops, and reports the gap", async () => {
    const listener = vi.fn();
    const gap = vi.fn();
    client.on("gap", gap);
    await client.subscribeResource(URI, listener);
    await ends[0]!.close();
    await expect
      .poll(() => gap.mock.calls, { timeout: 5_000 })
      .toEqual([[expect.objectContaining({ uris: [URI] })]]);
    expect(ends).toHaveLength(2);
    await latest().server.sendResourceUpdated({ uri: URI });
    await expect.poll(() => listener.mock.calls.length).toBe(1);
  });

  it("log messages, at the level that was asked for", async () => {
    const messages: unknown[] = [];
    await using listening = await Client.connect(
      pairedSource((end) => void serveStdio(server, { transport: end as never })),
      {
        protocol,
        handlers: { onLog: (message) => void messages.push(message) },
      },
    );
    await listening.callTool("log");
    expect(messages).toMatchObject([{ level: "info", data: "hello" }]);
    await listening.setLogLevel("error");
    await listening.callTool("log");
    expect(messages).toHaveLength(1);
  });

  it("rejects what the era does not have with an error that names it", async () => {
    if (protocol === "legacy") return expect(client.ping()).resolves.toBe(true);
    await expect(client.notifyRootsChanged()).rejects.toMatchObject({
      name: UnsupportedError.name,
      era: "modern",
    });
  });
});

describe("a server without subscriptions", () => {
  it("receives no request", async () => {
    await using client = await Client.connect(
      pairedSource(
        (end) =>
          void serveStdio(() => new McpServer({ name: "s", version: "1" }), { transport: end as never }),
      ),
    );
    await expect(client.subscribeResource(URI, () => undefined)).rejects.toBeInstanceOf(UnsupportedError);
    await expect(client.setLogLevel("info")).rejects.toBeInstanceOf(UnsupportedError);
    await expect(
      client.complete({ type: "ref/prompt", name: "p" }, { name: "a", value: "" }),
    ).rejects.toBeInstanceOf(UnsupportedError);
    expect(await Promise.all([client.listTools(), client.listPrompts(), client.listResources()])).toEqual([
      [],
      [],
      [],
    ]);
  });
});
