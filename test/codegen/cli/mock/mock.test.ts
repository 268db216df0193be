import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PassThrough, Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Client as SdkClient, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mockSource } from "../../../../src/codegen/cli/mock/mock-source.js";
import { type Listening, serveHttp } from "../../../../src/codegen/cli/mock/serve-http.js";
import { serveStdio } from "../../../../src/codegen/cli/mock/serve-stdio.js";
import { readLock } from "../../../../src/codegen/lock/index.js";
import { Client } from "../../../../src/runtime/index.js";
import { record } from "../../../../src/runtime/testing.js";
import { pythonWithFastmcp } from "../../../interop/peers/python.js";
import { newFolder, notesServer } from "../../../runtime/recording/server.js";
import { runMain } from "../run-main.js";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const out = join(root, "generated-examples/src/mcp");
const { servers } = readLock(readFileSync(join(out, "mcp.lock.json"), "utf8"), "mcp.lock.json");
const models = Object.values(servers).map(({ model }) => model);

let listening: Listening;
const urlOf = (key: string): string => `http://127.0.0.1:${listening.port}/${key}/mcp`;

beforeAll(async () => {
  listening = await serveHttp(new Map(models.map((model) => [model.key, mockSource(model, {})])), 0);
});
afterAll(() => listening.close());

describe.each(["auto", "2025-11-25", "2025-03-26"] as const)("over HTTP, protocol %s", (protocol) => {
  it.each(models.map((model) => [model.key, model] as const))("offers what %s offers", async (key, model) => {
    await using client = await Client.connect(urlOf(key), { protocol });
    const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).sort();
    expect(client.serverInfo?.name).toBe(model.serverInfo?.name);
    expect(client.protocolVersion).toBe(protocol === "auto" ? "2026-07-28" : protocol);
    expect(names(await client.listTools())).toEqual(names(model.tools));
    if (model.prompts.length > 0) expect(names(await client.listPrompts())).toEqual(names(model.prompts));
    if (model.resources.length > 0)
      expect((await client.readResource(model.resources[0]!.uri)).text).toBe(model.resources[0]!.uri);
  });
});

describe("over HTTP", () => {
  it("answers the SDK's client", async () => {
    const client = new SdkClient({ name: "test", version: "1" });
    await client.connect(new StreamableHTTPClientTransport(new URL(urlOf("memory"))));
    const { structuredContent } = await client.callTool({ name: "read_graph", arguments: {} });
    expect(structuredContent).toMatchObject({ entities: expect.any(Array) as unknown[] });
    await client.close();
  });

  const python = pythonWithFastmcp() ?? "";
  it.skipIf(python === "")(
    "answers Python FastMCP's client",
    async () => {
      const code = `
import asyncio, sys
from fastmcp import Client
async def main():
    async with Client(sys.argv[1]) as client:
        print(len(await client.list_tools()), (await client.call_tool("read_graph", {})).is_error)
asyncio.run(main())`;
      const run = promisify(execFile)(python, ["-c", code, urlOf("memory")], { timeout: 60_000 });
      const count = models.find(({ key }) => key === "memory")?.tools.length;
      expect((await run).stdout.trim()).toBe(`${count} False`);
    },
    60_000,
  );

  it.each<[string, RequestInit, string, number]>([
    ["an unknown server", { method: "POST", body: "{}" }, "/none/mcp", 404],
    ["a GET stream", {}, "/memory/mcp", 405],
    ["invalid JSON", { method: "POST", body: "{" }, "/memory/mcp", 400],
    [
      "a page of another site",
      { method: "POST", headers: { origin: "https://a.example" } },
      "/memory/mcp",
      403,
    ],
    [
      "a notification",
      { method: "POST", body: '{"jsonrpc":"2.0","method":"notifications/x"}' },
      "/memory/mcp",
      202,
    ],
  ])("%s", async (_name, init, path, status) => {
    const response = await fetch(`http://127.0.0.1:${listening.port}${path}`, init);
    expect(response.status).toBe(status);
  });
});

describe("on stdio", () => {
  const lines = (...messages: readonly object[]): string =>
    messages.map((message) => `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`).join("");
  const call = { method: "tools/call", params: { name: "read_graph", arguments: {} } };

  /** What the command prints for what it is sent, as JSON. */
  async function said(input: string, ...flags: string[]): Promise<unknown[]> {
    const argv = ["mock", "--out", out, "-s", "memory", ...flags];
    const { stdout, stderr, exitCode } = await runMain(argv, root, {}, { stdin: Readable.from([input]) });
    expect([exitCode, stderr]).toEqual([0, ""]);
    return stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
  }

  it("answers each message on its own line", async () => {
    const initialize = { method: "initialize", params: { protocolVersion: "2025-06-18" } };
    const answers = await said(
      `${lines({ id: 1, ...initialize })}\n{not json}\n${lines({ id: "b", ...call })}`,
    );
    expect(answers).toHaveLength(3);
    expect(answers).toContainEqual(
      expect.objectContaining({
        id: 1,
        result: expect.objectContaining({ protocolVersion: "2025-06-18" }) as object,
      }),
    );
    expect(answers).toContainEqual(
      expect.objectContaining({ id: null, error: { code: -32_700, message: "Parse error" } }),
    );
    expect(answers).toContainEqual(
      expect.objectContaining({
        id: "b",
        result: expect.objectContaining({ structuredContent: expect.anything() as unknown }) as object,
      }),
    );
  });

  it("gives the same answers for the same seed, and different ones for another", async () => {
    const input = lines({ id: 1, ...call });
    const [first, again, other] = [
      await said(input),
      await said(input, "--seed", "0"),
      await said(input, "--seed", "7"),
    ];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it("fails the same calls for the same seed, and others for another", async () => {
    const input = lines(...Array.from({ length: 40 }, (_, id) => ({ id, ...call })));
    const failing = async (seed: string): Promise<unknown[]> =>
      (await said(input, "--faults", "errors=0.5", "--seed", seed))
        .filter((answer) => JSON.stringify(answer).includes("requested with --faults"))
        .map((answer) => JSON.stringify(answer))
        .sort();
    const first = await failing("3");
    expect(first.length).toBeGreaterThan(5);
    expect(await failing("3")).toEqual(first);
    expect(await failing("4")).not.toEqual(first);
  });

  it("ends where a fault drops the connection, though its input is open", async () => {
    const input = new PassThrough();
    const argv = ["mock", "--out", out, "-s", "memory", "--faults", "drops=1"];
    const ended = runMain(argv, root, {}, { stdin: input });
    input.write(lines({ id: 1, ...call }));
    expect(await ended).toMatchObject({ exitCode: 0, stdout: "" });
    expect(input.destroyed).toBe(true);
  });

  it("answers from recordings", async () => {
    const to = await newFolder();
    await using client = await Client.connect(notesServer(), {
      name: "notes",
      interceptors: [record({ to })],
    });
    await client.callTool("add", { note: "milk" });
    const source = mockSource({ ...models[0]!, key: "notes" }, { replay: to });
    const [input, output] = [new PassThrough(), new PassThrough()];
    const serving = serveStdio(source, input, output, new AbortController().signal);
    input.write(lines({ id: 1, method: "tools/call", params: { name: "add", arguments: { note: "milk" } } }));
    const answers: AsyncIterator<string> = createInterface(output)[Symbol.asyncIterator]();
    const { value } = await answers.next();
    expect(JSON.parse(String(value))).toMatchObject({ id: 1, result: { content: [{ text: "added milk" }] } });
    input.write(lines({ id: 2, method: "tools/list" }));
    const { value: list } = await answers.next();
    const names = models[0]!.tools.map(({ name }) => ({ name }));
    expect(JSON.parse(String(list))).toMatchObject({ id: 2, result: { tools: names } });
    input.end();
    await serving;
  });

  const wetter = mkdtempSync(join(tmpdir(), "mock-"));
  beforeAll(() => {
    mkdirSync(join(wetter, "wetter"));
    writeFileSync(join(wetter, "wetter/server.jsonl"), "");
  });
  afterAll(() => rmSync(wetter, { recursive: true }));

  const examples = join(root, "generated-examples");
  const list = { id: 1, method: "tools/list" };
  it.each<[string, string, readonly string[]]>([
    ["a lock anywhere", root, [join(out, "mcp.lock.json"), "-s", "memory"]],
    ["a config: the lock of its project", examples, ["mcp.json", "-s", "memory"]],
    ["a config with one of the servers", examples, [join(wetter, "one.json")]],
    ["the folder that fmcp.config names", wetter, ["-s", "memory"]],
  ])("takes servers from %s", async (_from, cwd, argv) => {
    writeFileSync(join(wetter, "one.json"), JSON.stringify({ mcpServers: { memory: { command: "x" } } }));
    writeFileSync(join(wetter, "fmcp.config.json"), JSON.stringify({ out: "clients" }));
    cpSync(join(out, "mcp.lock.json"), join(wetter, "clients/mcp.lock.json"));
    const stdin = Readable.from([lines(list)]);
    const { stdout, stderr } = await runMain(["mock", ...argv], cwd, {}, { stdin });
    expect([stderr, stdout.includes('"read_graph"')]).toEqual(["", true]);
  });

  it("names servers of a config that were never generated", async () => {
    writeFileSync(
      join(wetter, "two.json"),
      '{"mcpServers":{"memory":{"command":"x"},"new":{"command":"y"}}}',
    );
    writeFileSync(join(wetter, "none.json"), '{"mcpServers":{"new":{"command":"y"}}}');
    const ran = (config: string) =>
      runMain(["mock", join(wetter, config)], examples, {}, { stdin: Readable.from([]) });
    expect((await ran("two.json")).stderr).toContain("Not in the lock, and not served: new.");
    const { exitCode, stderr } = await ran("none.json");
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("is in the lock, which has")]);
  });

  it.each([
    [[], "On stdio one server is served at a time."],
    [["-s", "none"], 'Server "none" is not in the lock.'],
    [["-s", "memory", "--replay", "src"], "there is no recording of memory. It holds no recordings."],
    [["-s", "memory", "--replay", wetter], "there is no recording of memory. It has wetter: rename"],
  ])("exits with 2 for %j", async (flags, want) => {
    const ran = await runMain(["mock", "--out", out, ...flags], root, {}, { stdin: Readable.from([]) });
    expect([ran.exitCode, ran.stdout]).toEqual([2, ""]);
    expect(ran.stderr).toContain(want);
  });

  it.each(["mock", "serve"])("%s says that a port is taken", async (command) => {
    const { port } = listening;
    const flags = command === "mock" ? ["--out", out] : [];
    const ran = await runMain([command, ...flags, "--http", `${port}`], join(root, "generated-examples"), {});
    expect([ran.exitCode, ran.stdout]).toEqual([2, ""]);
    expect(ran.stderr).toContain(`--http ${port}: another program is using it (port ${port} of 127.0.0.1).`);
    expect(ran.stderr).toContain("use --http 0");
  });

  it("exits with 2 if there is no lock", async () => {
    const ran = await runMain(["mock", "--out", await newFolder()], root, {}, { stdin: Readable.from([]) });
    expect(ran.exitCode).toBe(2);
  });
});
