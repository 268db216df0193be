import { McpServer, type RegisteredTool } from "@modelcontextprotocol/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  DriftError,
  type ClientOptions,
  Client,
  type RuntimeEventOf,
  ServerClient,
} from "../../../src/runtime/index.js";
import { toolDigest } from "../../../src/shared/tool/tool-digest.js";
import type { Handler } from "../../../src/runtime/layers/layer.js";
import type { TransportSource } from "../../../src/runtime/transport/transport-source.js";
import { dualEraSource } from "../support/sources.js";
import { eventually } from "../../support/eventually.js";

type Tools = Record<string, { input: Record<string, never>; output: unknown }>;

/** A client generated from what the server behind `source` lists now. */
async function generate(source: TransportSource, protocol: "auto" | "legacy", options: ClientOptions) {
  await using client = await Client.connect(source, { protocol });
  const tools = await client.listTools();
  const facts = tools.map((tool) => [
    tool.name,
    { digest: toolDigest(tool), ...(tool.annotations?.readOnlyHint === true && { readOnly: true as const }) },
  ]);
  const contract = { server: "changing", era: client.era!, tools: Object.fromEntries(facts) };
  return new ServerClient<Tools>(contract, { target: source, protocol, validate: "off", ...options });
}

describe.each([
  ["modern", "auto" as const],
  ["legacy", "legacy" as const],
])("a server that changes under its client: %s", (_name, protocol) => {
  let calls: string[];
  let edit: ((server: McpServer, tools: Record<string, RegisteredTool>) => void) | undefined;
  let live: { server: McpServer; tools: Record<string, RegisteredTool> }[];
  let client: ServerClient<Tools>;
  let lists: number;
  let events: RuntimeEventOf<"drift">[];

  const source = dualEraSource(() => {
    const server = new McpServer({ name: "changing", version: "1.0.0" });
    const register = (name: string): RegisteredTool =>
      server.registerTool(
        name,
        { description: `Reads ${name}.`, annotations: { readOnlyHint: true } },
        () => {
          calls.push(name);
          return { content: [{ type: "text", text: name }] };
        },
      );
    const tools = { a: register("a"), b: register("b") };
    edit?.(server, tools);
    live.push({ server, tools });
    return server;
  });
  beforeEach(() => {
    [calls, live, events, lists, edit] = [[], [], [], 0, undefined];
  });
  afterEach(() => client.$close());

  async function start(options: ClientOptions): Promise<void> {
    const count =
      (next: Handler): Handler =>
      (request, context) => {
        if (request.method === "tools/list") lists++;
        return next(request, context);
      };
    client = await generate(source, protocol, { ...options, interceptors: [count] });
    client.$client.on("drift", (event) => events.push(event));
  }
  const refused = async (name: string): Promise<unknown> =>
    client.$call(name, {}).then(
      () => "called",
      (error: unknown) => error,
    );

  it("refuse: as generated, everything is called", async () => {
    await start({ onDrift: "refuse" });
    await client.$call("a", {});
    await client.$call("b", {});
    expect(calls).toEqual(["a", "b"]);
    expect(events).toEqual([]);
  });

  it("refuse: a hint that flipped before connecting fails before the call is sent; other tools go on", async () => {
    await start({ onDrift: "refuse" });
    edit = (_server, { a }) => a!.update({ annotations: { readOnlyHint: false, destructiveHint: true } });
    const error = await refused("a");
    expect(error).toBeInstanceOf(DriftError);
    expect(error).toMatchObject({
      code: "DRIFT",
      server: "changing",
      subject: "a",
      kind: "changed",
      hints: ["readOnlyHint", "destructiveHint"],
    });
    expect((error as Error).message).toContain("fmcp-codegen diff");
    await client.$call("b", {});
    expect(calls).toEqual(["b"]);
  });

  it("refuse: a hint that flips between list and call", async () => {
    await start({ onDrift: "refuse" });
    await client.$call("a", {});
    await eventually(() => expect(live.length).toBeGreaterThan(1));
    for (const { tools } of live) tools["a"]!.update({ annotations: { destructiveHint: true } });
    await eventually(async () => expect(await refused("a")).toBeInstanceOf(DriftError));
    expect(events).toContainEqual(expect.objectContaining({ type: "drift", subject: "a", kind: "changed" }));
    for (const { tools } of live) tools["a"]!.update({ annotations: { readOnlyHint: true } });
    await eventually(async () => expect(await refused("a")).toBe("called"));
  });

  it("refuse: a tool that is gone", async () => {
    await start({ onDrift: "refuse" });
    edit = (_server, { a }) => a!.remove();
    const error = await refused("a");
    expect(error).toMatchObject({ code: "DRIFT", kind: "removed" });
    expect((error as Error).message).toContain("handlers for elicitation, roots, sampling");
    expect(calls).toEqual([]);
  });

  it("refuse: an added tool is said, and stops nothing", async () => {
    await start({ onDrift: "refuse" });
    edit = (server) => void server.registerTool("c", {}, () => ({ content: [] }));
    await client.$call("a", {});
    expect(events).toMatchObject([{ subject: "c", kind: "added" }]);
  });

  it("refuse: a new session is compared again", async () => {
    await start({ onDrift: "refuse" });
    await client.$call("a", {});
    await client.$close();
    edit = (_server, { a }) => a!.update({ description: "Deletes a." });
    expect(await refused("a")).toBeInstanceOf(DriftError);
  });

  it("warn: calls do not notice, events say each difference once", async () => {
    await start({ onDrift: "warn" });
    edit = (_server, { a, b }) => {
      a!.update({ description: "Deletes a." });
      b!.remove();
    };
    await client.$call("a", {});
    await eventually(() => expect(events).toHaveLength(2));
    expect(events).toMatchObject([
      { server: "changing", subject: "a", kind: "changed" },
      { server: "changing", subject: "b", kind: "removed" },
    ]);
    expect(calls).toEqual(["a"]);
  });

  it("by default: nothing is listed without a listener", async () => {
    await start({});
    edit = (_server, { a }) => a!.update({ description: "Deletes a." });
    await client.$call("a", {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(lists).toBe(0);
    const heard = vi.fn();
    client.$on("drift", heard);
    await eventually(() => expect(heard).toHaveBeenCalledOnce());
    expect(lists).toBe(1);
  });

  it("ignore: nothing is listed, whoever listens", async () => {
    await start({ onDrift: "ignore" });
    client.$on("drift", () => undefined);
    await client.$call("a", {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(lists).toBe(0);
  });
});

describe("a server that is slow to list its tools", () => {
  const server = `
    const { createInterface } = require("node:readline");
    let lists = 0;
    createInterface({ input: process.stdin }).on("line", (line) => {
      const { id, method } = JSON.parse(line);
      const serverInfo = { name: "s", version: "1" };
      const info = { protocolVersion: "2025-11-25", capabilities: { tools: {} }, serverInfo };
      const tools = [{ name: "a", inputSchema: { type: "object" } }];
      if (method === "tools/list") lists++;
      const answer = (result, ms = 0) => setTimeout(() => console.log(JSON.stringify({ jsonrpc: "2.0", id, ...result })), ms);
      if (method === "initialize") answer({ result: info });
      else if (method === "tools/call") answer({ result: { content: [{ type: "text", text: String(lists) }] } });
      else if (method === "tools/list") answer({ result: { tools } }, Number(process.argv[1]));
      else if (id !== undefined) answer({ error: { code: -32601, message: "no" } });
    });`;

  it.each([
    ["warn", "does not wait for the list", 60_000, 0, 20_000],
    ["refuse", "waits for the list once", 500, 490, Infinity],
  ] as const)("%s: a call %s", async (onDrift, _what, listMs, least, most) => {
    const digest = toolDigest({ inputSchema: { type: "object" } });
    const target = { command: process.execPath, args: ["-e", server, String(listMs)], keepAlive: false };
    await using client = new ServerClient<Tools>(
      { server: "s", era: "legacy", tools: { a: { digest } } },
      { target, protocol: "legacy", onDrift, validate: "off" },
    );
    await client.$connect();
    const started = performance.now();
    await client.$call("a", {});
    const first = performance.now() - started;
    expect(first).toBeGreaterThanOrEqual(least);
    expect(first).toBeLessThan(most);
    const { content } = await client.$call("a", {});
    expect(content.text, "how often tools were listed").toBe("1");
  });

  it("refuse: a call that is given up does not wait for the list", async () => {
    const digest = toolDigest({ inputSchema: { type: "object" } });
    const target = { command: process.execPath, args: ["-e", server, "60000"], keepAlive: false };
    await using client = new ServerClient<Tools>(
      { server: "s", era: "legacy", tools: { a: { digest } } },
      { target, protocol: "legacy", onDrift: "refuse", validate: "off" },
    );
    await client.$connect();
    const abort = new AbortController();
    setTimeout(() => abort.abort(new Error("enough")), 50);
    const started = performance.now();
    await expect(client.$call("a", {}, { signal: abort.signal })).rejects.toThrow("enough");
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});
