import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, type HandlerOptions } from "../../../src/runtime/index.js";
import { httpServer, json, handshake } from "../support/http-server.js";
import { inMemory, names, npmServer, stdio } from "./support/servers.js";
import { eventually } from "../../support/eventually.js";

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "fmcp-multi-"))));
afterAll(() => rm(folder, { recursive: true }));

describe("how many servers a config has", () => {
  it.each([
    ["nothing", {}, "No MCP servers defined in the config"],
    ["no servers", { mcpServers: {} }, "No MCP servers defined in the config"],
    ["disabled ones only", { mcpServers: { a: { command: "x", disabled: true } } }, "every one is disabled"],
    ["faulty ones only", { mcpServers: { a: {}, b: {} } }, '/mcpServers/b: server "b"'],
  ])("%s: an error at construction", (_intent, config, message) => {
    expect(() => new Client(config as never)).toThrow(message);
  });

  it.each([
    ["an empty file", "", /No MCP servers|empty|not an object|is no/i],
    ["a file without servers", "{}", /No MCP servers defined in the config/],
  ])("%s: an error when connecting", async (_intent, text, message) => {
    const path = join(folder, "mcp.json");
    await writeFile(path, text);
    await expect(Client.connect(path)).rejects.toThrow(message);
  });

  it("one: names are its own, and its facts the client's", async () => {
    const config = { mcpServers: { only: { ...stdio("asks-and-changes.mjs") } } };
    await using client = await Client.connect(config);
    expect(names(await client.listTools())).toEqual(["ask", "change", "pid", "level"]);
    expect((await client.callTool("pid")).content.text).toMatch(/^\d+$/);
    expect((await client.readResource("data://x")).text).toContain("data://x");
    expect(client.serverInfo?.name).toBe("asks");
    expect(client.instructions).toBe("Ask.");
    expect([...client.servers.keys()]).toEqual(["only"]);
    expect(await client.request("ping")).toEqual({});
  });

  it('one, with `prefix: "always"`', async () => {
    await using client = await Client.connect(
      { mcpServers: { only: inMemory("o", "x") } },
      { prefix: "always" },
    );
    expect(names(await client.listTools())).toEqual(["only_x"]);
    expect((await client.callTool("only_x")).content.text).toBe("o:x");
  });

  it("several in a file: the path is all it takes", async () => {
    const path = join(folder, "two.jsonc");
    const config = {
      mcpServers: {
        a: stdio("tagged.mjs"),
        b: stdio("asks-and-changes.mjs"),
        c: { command: "x", disabled: true },
      },
    };
    await writeFile(path, `// two\n${JSON.stringify(config)}`);
    await using client = await Client.connect(path);
    expect([...client.servers.keys()]).toEqual(["a", "b"]);
    expect(names(await client.listTools())).toEqual([
      "a_forecast",
      "a_wipe",
      "a_plain",
      "b_ask",
      "b_change",
      "b_pid",
      "b_level",
    ]);
  });
});

describe("servers of every kind behind one client", () => {
  let client: Client;
  const http = createMcpHandler(() => {
    const server = new McpServer({ name: "web", version: "1" });
    server.registerTool("echo", {}, async () => ({ content: [{ type: "text", text: "web" }] }));
    server.registerResource("page", "web://page", {}, async ({ href }) => ({
      contents: [{ uri: href, text: "page" }],
    }));
    return server;
  });
  beforeAll(async () => {
    await writeFile(join(folder, "note.txt"), "noted");
    client = await Client.connect({
      mcpServers: {
        everything: npmServer("server-everything"),
        memory: { ...npmServer("server-memory"), env: { MEMORY_FILE_PATH: join(folder, "memory.jsonl") } },
        files: npmServer("server-filesystem", folder),
        web: http,
        local: inMemory("local", "echo"),
      },
    });
  });
  afterAll(async () => {
    await client.close();
    await http.close();
  });

  it("have a status and an era each", () => {
    const eras = [...client.servers.values()].map(({ name, state, era }) => [name, state, era]);
    expect(eras).toEqual([
      ["everything", "ready", "legacy"],
      ["memory", "ready", "legacy"],
      ["files", "ready", "legacy"],
      ["web", "ready", "modern"],
      ["local", "ready", "modern"],
    ]);
    expect(client.statusOf("web")).toMatchObject({ state: "ready" });
    expect(() => client.statusOf("nope")).toThrow('There is no server "nope". The servers are "everything"');
    expect(client.isConnected()).toBe(true);
    expect(client.era).toBe("legacy");
    expect(client.instructions).toContain("# everything");
  });

  it("keep tools with the same name apart, and call each on its server", async () => {
    const listed = names(await client.listTools());
    expect(listed).toEqual(
      expect.arrayContaining([
        "everything_echo",
        "web_echo",
        "local_echo",
        "memory_read_graph",
        "files_read_text_file",
      ]),
    );
    expect((await client.callTool("everything_echo", { message: "hi" })).content.text).toBe("Echo: hi");
    expect((await client.callTool("web_echo")).content.text).toBe("web");
    expect((await client.callTool("local_echo")).content.text).toBe("local:echo");
    expect(
      (await client.callTool("files_read_text_file", { path: join(folder, "note.txt") })).data,
    ).toMatchObject({ content: "noted" });
    const entities = [{ name: "e", entityType: "t", observations: [] }];
    await client.callTool("memory_create_entities", { entities });
    expect((await client.callTool("memory_read_graph")).data).toMatchObject({ entities });
  });

  it("convert resources, templates, prompts and completions there and back", async () => {
    const uris = (await client.listResources()).map(({ uri }) => uri);
    expect(uris).toContain("web://web/page");
    expect((await client.readResource("web://web/page")).text).toBe("page");
    const document = uris.find((uri) => uri.startsWith("demo://everything/"))!;
    expect((await client.readResource(document)).text).not.toBe("");
    const templates = (await client.listResourceTemplates()).map(({ uriTemplate }) => uriTemplate);
    expect(templates).toContain("demo://everything/resource/dynamic/text/{resourceId}");
    expect((await client.readResource("demo://everything/resource/dynamic/text/1")).text).toContain(
      "Resource 1",
    );
    expect(names(await client.listPrompts())).toContain("everything_completable-prompt");
    const { messages } = await client.getPrompt("everything_args-prompt", { city: "Oslo" });
    expect(JSON.stringify(messages)).toContain("Oslo");
    const ref = { type: "ref/prompt", name: "everything_completable-prompt" } as const;
    expect((await client.complete(ref, { name: "department", value: "E" })).values).toContain("Engineering");
    const template = {
      type: "ref/resource",
      uri: "demo://everything/resource/dynamic/text/{resourceId}",
    } as const;
    expect((await client.complete(template, { name: "resourceId", value: "1" })).values).toContain("1");
  });

  it("send raw requests to the server that they name; others must name one", async () => {
    expect(await client.request("tools/call", { name: "local_echo", arguments: {} })).toMatchObject({
      content: [{ text: "local:echo" }],
    });
    expect(await client.request("resources/read", { uri: "web://web/page" })).toMatchObject({
      contents: [{ uri: "web://page" }],
    });
    await expect(client.request("ping")).rejects.toThrow("Name it: `client.server(name)`");
    expect(await client.server("memory").request("ping")).toEqual({});
  });

  it("pings, batches, and takes forty lists at once", async () => {
    expect(await client.ping()).toBe(true);
    const lists = await Promise.all(Array.from({ length: 40 }, () => client.listTools()));
    expect(new Set(lists.map((list) => JSON.stringify(names(list)))).size).toBe(1);
    const calls = [{ name: "local_echo" }, { name: "nope" }, { name: "web_echo" }];
    const settled = await client.batch(calls);
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  it("name the server in errors", async () => {
    await expect(client.callTool("everything_echo", {})).rejects.toMatchObject({
      name: "ToolError",
      server: "everything",
    });
    await expect(client.callTool("nope")).rejects.toMatchObject({
      code: "UNKNOWN_COMPONENT",
      message: expect.stringContaining("`{server}_{name}`") as string,
    });
    await expect(client.readResource("web://nope/page")).rejects.toMatchObject({ code: "UNKNOWN_COMPONENT" });
  });

  it("send a broadcast to every endpoint of every server", async () => {
    const answers = await client.broadcast({ method: "tools/list", params: {} });
    expect([...answers.keys()].map((label) => label.split(":")[0])).toEqual([
      "everything",
      "memory",
      "files",
      "web",
      "local",
    ]);
    expect([...answers.values()].every(({ status }) => status === "fulfilled")).toBe(true);
  });
});

describe("what the servers say and ask", () => {
  const config = { mcpServers: { a: stdio("asks-and-changes.mjs"), b: stdio("asks-and-changes.mjs") } };

  it("reaches the handlers, with the name of the server", async () => {
    const heard: string[] = [];
    const handlers: HandlerOptions = {
      onLog: ({ server, data }) => void heard.push(`log ${server} ${String(data)}`),
      onProgress: ({ progress }, { server }) => void heard.push(`progress ${server} ${progress}`),
      onMessage: (message, { server }) =>
        void ("method" in message && heard.push(`message ${server} ${message.method}`)),
      sampling: (_messages, _params, { server }) => `sampled for ${server}`,
      elicitation: (_request, { server }) => ({ asked: server }),
      roots: (context) => [`/srv/${context.server}`],
    };
    await using client = await Client.connect(config, { handlers });
    const asked = (await client.callTool("b_ask")).content.json() as Record<string, unknown>;
    expect(JSON.stringify(asked["roots"])).toContain("file:///srv/b");
    expect(JSON.stringify(asked["sample"])).toContain("sampled for b");
    expect(asked["answer"]).toMatchObject({ action: "accept", content: { asked: "b" } });
    await client.callTool("a_change");
    await eventually(() => {
      expect(heard).toEqual(
        expect.arrayContaining([
          "log a changed",
          "progress a 1",
          "message a notifications/tools/list_changed",
        ]),
      );
    });
    expect(heard.filter((line) => line.startsWith("log b"))).toEqual([]);
  });

  it("reaches listeners, under names of this client", async () => {
    await using client = await Client.connect(config);
    const heard: string[] = [];
    const subscription = await client.onListChanged("tools", () => heard.push("tools"));
    await client.subscribeResource("data://b/x", (uri) => heard.push(uri));
    await client.callTool("a_change");
    await eventually(() => expect(heard).toEqual(["tools"]));
    await client.callTool("b_change");
    // changes of lists are gathered for a moment, those of resources are told at once
    await eventually(() => expect(heard.toSorted()).toEqual(["data://b/x", "tools", "tools"]));
    await subscription.close();
    await client.callTool("a_change");
    await client.ping();
    expect(heard).toHaveLength(3);
  });

  it.each([
    ["named one by one", { resources: ["data://a/x", "data://b/x"] }, ["data://a/x", "data://b/x"]],
    ["by a pattern", "data://*/x", ["data://a/x", "data://b/x"]],
    ["by a pattern of one server", { resources: "data://b/*" }, ["data://b/x"]],
    ["by a URI alone", "data://b/x", ["data://b/x"]],
  ])("watches resources of all servers, %s", async (_how, resources, want) => {
    await using client = await Client.connect(config);
    const changes = client.watchResources(resources);
    const seen: unknown[] = [];
    for (const _ of want) seen.push((await changes.next()).value);
    expect(seen.map((change) => (change as { uri: string }).uri)).toEqual(want);
    await changes.return();
  });

  it("sets the log level of all servers that log, and ignores the others", async () => {
    await using client = await Client.connect({
      mcpServers: { ...config.mcpServers, quiet: stdio("tagged.mjs") },
    });
    await client.setLogLevel("error");
    expect((await client.callTool("a_level")).content.text).toBe("error");
    expect((await client.callTool("b_level")).content.text).toBe("error");
    await using silent = await Client.connect({
      mcpServers: { x: stdio("tagged.mjs"), y: inMemory("y", "t") },
    });
    await expect(silent.setLogLevel("error")).rejects.toMatchObject({ code: "UNSUPPORTED" });
  });
});

describe("options", () => {
  it("of the config and of the client reach each server: headers, credentials, time", async () => {
    const server = await httpServer((received, response) => {
      if (handshake(received, response)) return;
      const { id, method } = received.message ?? {};
      if (method === "tools/list") json(response, 200, { jsonrpc: "2.0", id, result: { tools: [] } });
      // A call is never answered.
    });
    const { url } = server;
    const entry = (name: string, more: object = {}) => ({
      url,
      type: "http",
      headers: { "x-name": name },
      ...more,
    });
    const config = {
      mcpServers: {
        a: entry("a"),
        b: entry("b", { auth: "of-the-config" }),
        c: entry("c", { timeoutMs: 150 }),
      },
    };
    await using client = await Client.connect(config, {
      auth: { a: "of-the-code" },
      servers: { b: { timeoutMs: 100 } },
      timeoutMs: 5_000,
    });
    const sent = Object.fromEntries(
      server.seen
        .filter(({ message }) => message?.method === "initialize")
        .map(({ headers }) => [headers["x-name"], headers.authorization]),
    );
    expect(sent).toEqual({ a: "Bearer of-the-code", b: "Bearer of-the-config", c: undefined });
    await expect(client.callTool("b_x")).rejects.toMatchObject({ code: "TIMEOUT", timeoutMs: 100 });
    await using patient = await Client.connect(config);
    await expect(patient.callTool("c_x")).rejects.toMatchObject({ code: "TIMEOUT", timeoutMs: 150 });
    await server.close();
  });

  it.each([
    ["credentials without a server name", { auth: "token" }, "does not say which server"],
    [
      "credentials of a server that is not there",
      { auth: { c: "t" } },
      '`auth` names "c", which is not a server. The servers are "a", "b".',
    ],
    ["options of a server that is not there", { servers: { c: {} } }, '`servers` names "c"'],
    ["endpoints without a server name", { replicas: [] }, "`replicas` are endpoints of one server"],
  ])("%s are refused", (_intent, options, message) => {
    const config = { mcpServers: { a: { url: "http://a.test" }, b: { url: "http://b.test" } } };
    expect(() => new Client(config, options)).toThrow(message);
  });

  it("distributes calls over the replicas of one server only", async () => {
    const { command, args } = stdio("asks-and-changes.mjs");
    const pool = {
      replicas: [
        { command, args },
        { command, args },
        { command, args },
      ],
      balance: { policy: "roundRobin" },
      keep_alive: false,
    };
    await using client = await Client.connect({
      mcpServers: { pool, single: stdio("asks-and-changes.mjs") },
    });
    const pids = async (name: string) => {
      const calls = Array.from({ length: 9 }, () => client.callTool(`${name}_pid`));
      return new Set((await Promise.all(calls)).map(({ content }) => content.text)).size;
    };
    expect(await pids("pool")).toBe(3);
    expect(await pids("single")).toBe(1);
    expect(client.server("pool").endpoints.stats()).toHaveLength(3);
  });
});
