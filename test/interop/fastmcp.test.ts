import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mkdirSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "../../src/codegen/index.js";
import { Client, ToolError } from "../../src/runtime/index.js";
import { tagsOf } from "../../src/runtime/multi.js";
import { fastmcpPeer, type Peer } from "./peers/start.js";
import { pythonWithFastmcp } from "./peers/python.js";
import { importBundled } from "../support/import-bundled.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const python = pythonWithFastmcp() ?? "";

describe.skipIf(python === "")("what only Python FastMCP does", () => {
  let peer: Peer;
  let client: Client;
  beforeAll(async () => {
    peer = await fastmcpPeer(python, "fastmcp_server.py", "http");
    client = await Client.connect(peer.target);
  }, 60_000);
  afterAll(async () => {
    await client.close();
    await peer.close();
  });

  it("a scalar is wrapped on the wire, and unwrapped here", async () => {
    const result = await client.callTool("double", { n: 21 });
    expect(result.data).toBe(42);
    expect(result.structuredContent).toEqual({ result: 42 });
    expect(result.meta).toMatchObject({ fastmcp: { wrap_result: true } });
  });

  it("tags of a tool travel in its `_meta`", async () => {
    const tools = await client.listTools();
    expect(tagsOf(tools.find(({ name }) => name === "double") ?? {})).toEqual(["math"]);
  });

  it.each([
    ["raised as ToolError", "fail", "broken on purpose"],
    ["any other exception", "crash", "Error calling tool 'crash'"],
    ["bad arguments", "double", "n"],
    ["no such tool", "nope", "nope"],
  ])("the text of an error, %s", async (_what, tool, said) => {
    const error = await client.callTool(tool).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ToolError);
    expect((error as ToolError).message).toContain(said);
  });

  it("its tasks, the extension of 2026-07-28: a plain call is waited for, a handle is given", async () => {
    expect((await client.callTool("slow", { n: 1 })).data).toBe(2);
    const task = await client.callToolTask("slow", { n: 2 });
    expect(task.returnedImmediately).toBe(false);
    expect((await task.result()).data).toBe(3);
    expect((await task.wait({ timeoutMs: 5_000 })).status).toBe("completed");
  });

  it("a client generated from it calls it, with types and validation", { timeout: 60_000 }, async () => {
    const out = join(root, ".cache/interop-fastmcp");
    mkdirSync(out, { recursive: true });
    const configPath = join(out, "mcp.json");
    const config = { mcpServers: { peer: { url: peer.target } } };
    writeFileSync(configPath, JSON.stringify(config));
    const report = await generate({ config: configPath, out: join(out, "src") });
    expect(report.servers.map(({ key, status }) => [key, status])).toEqual([["peer", "generated"]]);
    const bundled = await importBundled(join(out, "src/index.ts"), join(out, "src/peer/bundle.mjs"));
    const module = bundled as { createPeer: (options: object) => Generated };
    const generated = module.createPeer({});
    try {
      expect(await generated.double({ n: 4 })).toBe(8);
      expect(await generated.add({ a: 2, b: 3 })).toEqual({ sum: 5 });
      expect(await generated.slow({ n: 4 })).toBe(5);
      await expect(generated.double({ n: "four" })).rejects.toThrow(/n/);
    } finally {
      await generated.$close();
    }
  });
});

/** What this test calls of the generated client. */
interface Generated {
  double(input: { n: unknown }): Promise<unknown>;
  add(input: { a: number; b: number }): Promise<unknown>;
  slow(input: { n: number }): Promise<unknown>;
  $close(): Promise<void>;
}
