import { randomUUID } from "node:crypto";
import { readFile, rename, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { afterEach, expect, it, vi } from "vitest";
import { folderWith } from "../../config/temporary-folder.js";
import { serverText } from "../editable-server.js";
import { serversOf, useBin } from "../run-bin.js";

const bin = useBin();

interface Said {
  readonly event: string;
  readonly server?: string;
  readonly changed?: readonly string[];
  readonly error?: { readonly code: string; readonly faults?: readonly { readonly line?: number }[] };
  readonly servers?: readonly { readonly key: string; readonly status: string }[];
  readonly changes?: readonly { readonly server: string; readonly name: string; readonly severity: string }[];
  readonly files?: readonly { readonly path: string; readonly change: string }[];
}

let ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(ends.map((end) => end()));
  ends = [];
});

const entry = (folder: string, script: string, more: object = {}): object => ({
  command: "node",
  args: [join(folder, script)],
  env: { PID_FILE: join(folder, "pids") },
  ...more,
});

/** A running `watch --json` over these servers, and what it has said. */
async function watching(folder: string, mcpServers: object) {
  const config = join(folder, "mcp.json");
  const save = (servers: object): Promise<void> => writeFile(config, JSON.stringify({ mcpServers: servers }));
  await save(mcpServers);
  const run = bin.start(folder, ["watch", "mcp.json", "-o", "mcp", "--json"]);
  const said: Said[] = [];
  let rest = "";
  let words = "";
  run.stdout!.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    said.push(...lines.map((line) => JSON.parse(line) as Said));
  });
  run.stderr!.on("data", (chunk: Buffer) => (words += chunk.toString()));
  ends.push(async () => {
    run.kill("SIGKILL");
    await run;
  });
  const until = (test: (event: Said) => boolean, from = 0): Promise<Said> =>
    vi.waitFor(
      () => {
        const found = said.slice(from).find(test);
        if (found === undefined) throw new Error(`not said yet:\n${JSON.stringify(said)}\n${words}`);
        return found;
      },
      { timeout: 25_000, interval: 30 },
    );
  const written = (from = 0): Promise<Said> => until(({ event }) => event === "written", from);
  await written();
  return { run, config, save, said, until, written, words: () => words };
}

const text = (folder: string, path: string): Promise<string> => readFile(join(folder, "mcp", path), "utf8");
const touched = ({ files = [] }: Said): string[] =>
  files
    .filter(({ change }) => change !== "unchanged")
    .map(({ path }) => path)
    .sort();

it("restarts only the server of an edited script, writes only its files, and reports what changed", async () => {
  const folder = await folderWith({
    "a.mjs": serverText({ greet: "Says hello." }),
    "b.mjs": serverText({ part: "Says bye." }),
  });
  const servers = { a: entry(folder, "a.mjs"), b: entry(folder, "b.mjs") };
  const { said, written, words, run } = await watching(folder, servers);
  expect((await serversOf(folder)).started).toBe(2);
  const before = await stat(join(folder, "mcp/b/client.ts"));
  // as editors do it: another file is renamed over it
  await writeFile(join(folder, "a.mjs~"), serverText({ greet: "Says hello.", shout: "Shouts." }));
  const from = said.length;
  await rename(join(folder, "a.mjs~"), join(folder, "a.mjs"));
  const event = await written(from);
  expect(event.changes).toMatchObject([{ server: "a", name: "shout", severity: "safe" }]);
  expect(event.servers?.map(({ key }) => key)).toEqual(["a"]);
  expect(touched(event).every((path) => path === "mcp.lock.json" || path.startsWith("a/"))).toBe(true);
  expect(await text(folder, "a/client.ts")).toContain("shout");
  expect((await stat(join(folder, "mcp/b/client.ts"))).mtimeMs).toBe(before.mtimeMs);
  expect((await serversOf(folder)).started).toBe(3);
  expect(words()).toContain("a.mjs changed");
  expect(words()).toContain("shout");

  run.kill("SIGINT");
  expect((await run).exitCode).toBe(130);
  expect((await serversOf(folder)).alive).toEqual([]);
});

it("touches only the servers that an edit of the config concerns, and keeps everything if it is malformed", async () => {
  const folder = await folderWith({
    "a.mjs": serverText({ greet: "Says hello." }),
    "b.mjs": serverText({ part: "Says bye." }),
  });
  const { said, save, config, until, written, run, words } = await watching(folder, {
    a: entry(folder, "a.mjs"),
  });
  let from = said.length;
  await save({ a: entry(folder, "a.mjs"), b: entry(folder, "b.mjs") });
  const added = await written(from);
  expect(added.servers?.map(({ key }) => key)).toEqual(["b"]);
  expect(await text(folder, "index.ts")).toContain("b/");
  expect((await serversOf(folder)).started).toBe(2);

  from = said.length;
  await writeFile(config, '{ "mcpServers": {\n  "a": { "command": "node" "args": [] }\n} }');
  const fault = await until(({ event }) => event === "fault", from);
  expect(fault.error).toMatchObject({ code: "CONFIG_INVALID", faults: [{ line: 2 }] });
  expect(words()).toMatch(/mcp\.json:2:\d+/);
  expect(await text(folder, "b/client.ts")).toContain("part");
  expect((await serversOf(folder)).alive).toHaveLength(2);

  from = said.length;
  await save({ b: entry(folder, "b.mjs") });
  const removed = await written(from);
  expect(removed.files).toContainEqual(expect.objectContaining({ path: "a/client.ts", change: "removed" }));
  expect((await serversOf(folder)).alive).toHaveLength(1);
  expect((await serversOf(folder)).started).toBe(2);

  run.kill("SIGTERM");
  expect((await run).exitCode).toBe(130);
  expect((await serversOf(folder)).alive).toEqual([]);
});

it("follows a server that registers a tool while it runs, over stdio", async () => {
  const later = `setTimeout(() => register("late", "Came later."), 1500);`;
  const folder = await folderWith({ "a.mjs": serverText({ greet: "Says hello." }, later) });
  const { until } = await watching(folder, { a: entry(folder, "a.mjs") });
  const event = await until(({ changes }) => changes?.some(({ name }) => name === "late") === true);
  expect(event.changes).toHaveLength(1);
  expect(await text(folder, "a/client.ts")).toContain("late");
  expect((await serversOf(folder)).started).toBe(1);
});

it("reconnects to a server that crashes and comes back", async () => {
  const folder = await folderWith({ "a.mjs": serverText({ greet: "Says hello." }) });
  const { said, until } = await watching(folder, { a: entry(folder, "a.mjs") });
  const code = await text(folder, "a/client.ts");
  const from = said.length;
  const [pid] = (await serversOf(folder)).alive;
  process.kill(pid!, "SIGKILL");
  await until(({ event, server }) => event === "lost" && server === "a", from);
  await until(({ event, server }) => event === "back" && server === "a", from);
  expect((await serversOf(folder)).alive).toHaveLength(1);
  expect(await text(folder, "a/client.ts")).toBe(code);
});

it("drops a server whose script has a fault until it is fixed", async () => {
  const folder = await folderWith({ "a.mjs": serverText({ greet: "Says hello." }) });
  const { said, until } = await watching(folder, { a: entry(folder, "a.mjs") });
  const code = await text(folder, "a/client.ts");
  let from = said.length;
  await writeFile(join(folder, "a.mjs"), "this is no program");
  await until(({ event }) => event === "lost", from);
  expect(await text(folder, "a/client.ts")).toBe(code);
  from = said.length;
  await writeFile(join(folder, "a.mjs"), serverText({ greet: "Says hello.", mended: "Works." }));
  await until(({ changes }) => changes?.some(({ name }) => name === "mended") === true, from);
});

it("follows list_changed of a server over HTTP", async () => {
  const live: McpServer[] = [];
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  const http = createServer((request, response) => {
    void (async () => {
      const id = request.headers["mcp-session-id"];
      let transport = typeof id === "string" ? sessions.get(id) : undefined;
      if (transport === undefined) {
        const made = new StreamableHTTPServerTransport({
          sessionIdGenerator: randomUUID,
          onsessioninitialized: (session) => void sessions.set(session, made),
        });
        const server = new McpServer({ name: "remote", version: "1.0.0" });
        server.registerTool("one", {}, () => ({ content: [] }));
        await server.connect(made as never);
        live.push(server);
        transport = made;
      }
      await transport.handleRequest(request, response);
    })();
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  ends.push(async () => {
    http.closeAllConnections();
    http.close();
  });
  const folder = await folderWith({});
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`;
  const { until, run } = await watching(folder, { remote: { url } });
  for (const server of live) server.registerTool("two", {}, () => ({ content: [] }));
  const event = await until(({ changes }) => changes?.some(({ name }) => name === "two") === true);
  expect(event.changes).toMatchObject([{ server: "remote", name: "two", severity: "safe" }]);
  expect(await text(folder, "remote/client.ts")).toContain("two");
  run.kill("SIGINT");
  expect((await run).exitCode).toBe(130);
});

it("types an output after an edit of mcp.learned.json, without asking servers", async () => {
  const folder = await folderWith({ "a.mjs": serverText({ greet: "Says hello." }) });
  const { said, written } = await watching(folder, { a: entry(folder, "a.mjs") });
  const schema = { type: "object", properties: { words: { type: "string" } }, required: ["words"] };
  const from = said.length;
  await writeFile(
    join(folder, "mcp/mcp.learned.json"),
    JSON.stringify({ learnedVersion: 1, servers: { a: { greet: { answers: 3, schema } } } }),
  );
  const event = await written(from);
  expect(touched(event)).toContain("a/client.ts");
  expect(await text(folder, "a/client.ts")).toContain("Promise<t.GreetOutput>");
  expect((await serversOf(folder)).started).toBe(1);
});
