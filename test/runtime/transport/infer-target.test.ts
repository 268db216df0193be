import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client, InMemoryTransport, type Transport } from "@modelcontextprotocol/client";
import { McpServer as V1Server } from "@modelcontextprotocol/sdk/server/mcp.js";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { FastMCP } from "fastmcp";
import { afterAll, describe, expect, it } from "vitest";
import type { ConfigFault } from "../../../src/shared/config/index.js";
import { inferTarget, type InferOptions } from "../../../src/runtime/transport/infer-target.js";
import { StdioSource } from "../../../src/runtime/transport/stdio/stdio-source.js";
import type { ClientTarget } from "../../../src/runtime/transport/client-target.js";
import { fixture } from "./processes.js";
import { Wire } from "./wire.js";

const dir = mkdtempSync(join(tmpdir(), "infer-"));
afterAll(() => rmSync(dir, { recursive: true }));

const file = (name: string, text = ""): string => {
  writeFileSync(join(dir, name), text);
  return join(dir, name);
};

/** `kind label` of the sources that a target means. */
async function kinds(target: unknown, options: InferOptions = {}): Promise<string[]> {
  const inferred = await inferTarget(target as ClientTarget, options);
  const servers = inferred.type === "single" ? [inferred] : inferred.servers;
  return servers.map(
    ({ key, source }) => `${key === undefined ? "" : `${key}: `}${source.kind} ${source.label}`,
  );
}

describe("what a target means", () => {
  const custom: Transport = InMemoryTransport.createLinkedPair()[0];
  mkdirSync(join(dir, "http:"));
  mkdirSync(join(dir, "http:", "h"));
  it.each([
    ["URL", "https://h/mcp", "http https://h/mcp"],
    ["URL object", new URL("http://h/mcp"), "http http://h/mcp"],
    ["/sse", "http://h/sse", "sse http://h/sse"],
    ["/sse/", "http://h/sse/", "sse http://h/sse/"],
    ["/sse/stream", "https://h/sse/stream", "sse https://h/sse/stream"],
    ["/mcp/sse?x=1", "https://h/mcp/sse?x=1", "sse https://h/mcp/sse"],
    ["/sservice", "http://h/sservice", "http http://h/sservice"],
    ["/assets", "http://h/assets", "http http://h/assets"],
    ["?q=/sse", "http://h/mcp/?q=/sse", "http http://h/mcp/"],
    ["WebSocket", "wss://h/mcp", "websocket wss://h/mcp"],
    ["Python", file("s.py"), "stdio python3"],
    ["JavaScript", file("s.js"), "stdio node"],
    ["module", file("s.mjs"), "stdio node"],
    ["CommonJS", file("s.cjs"), "stdio node"],
    ["file URL", pathToFileURL(join(dir, "s.mjs")), "stdio node"],
    ["file URL as text", pathToFileURL(join(dir, "s.mjs")).href, "stdio node"],
    ["command", { command: "/usr/bin/uvx", args: ["x"] }, "stdio uvx"],
    ["a line that runs Python", "python server.py --fast", "stdio python"],
    ["a line with a path and quotes", '/usr/bin/python3.12 "my server.py"', "stdio python3.12"],
    ["a line that runs a package", "npx -y some-server", "stdio npx"],
    ["a command as a list", { command: ["python", "x.py"] }, "stdio python"],
    ["remote", { url: "http://h/mcp", headers: { a: "b" } }, "http http://h/mcp"],
    ["remote, named", { url: "http://h/mcp", type: "sse" }, "sse http://h/mcp"],
    [
      "remote, named in the other field",
      { url: "http://h/sse", transport: "streamable-http" },
      "http http://h/sse",
    ],
    ["v1 server", new V1Server({ name: "a", version: "1" }), "memory in memory"],
    ["v2 server", new McpServer({ name: "a", version: "1" }), "memory in memory"],
    ["npm fastmcp", new FastMCP({ name: "a", version: "1.0.0" }), "memory in memory"],
    ["factory", () => new McpServer({ name: "a", version: "1" }), "memory in memory"],
    ["transport", custom, "custom custom transport"],
    ["source", new StdioSource({ command: "x" }), "stdio x"],
    ["config file", file("mcp.json", '{ "mcpServers": { "a": { "command": "x" }, } } // one'), "a: stdio x"],
    [
      "VS Code's file",
      file("code.jsonc", '{ "servers": { "a": { "type": "http", "url": "http://h/sse" } } }'),
      "a: http http://h/sse",
    ],
    ["config object", { mcpServers: { a: { url: "http://h/sse" } } }, "a: sse http://h/sse"],
    ["bare config object", { a: { command: "x" } }, "a: stdio x"],
  ])("%s", async (_, target, want) => {
    expect(await kinds(target)).toEqual([want]);
  });

  it("prefers an existing file to a URL", async () => {
    const cwd = process.cwd();
    writeFileSync(join(dir, "http:", "h", "s.py"), "");
    process.chdir(dir);
    try {
      expect(await kinds("http://h/s.py")).toEqual(["stdio python3"]);
    } finally {
      process.chdir(cwd);
    }
  });

  it("serves a handler without sockets, in both eras", async () => {
    const handler = createMcpHandler(() => new McpServer({ name: "a", version: "1" }));
    const inferred = await inferTarget(handler);
    if (inferred.type !== "single") throw new Error("one server");
    // what one handler answers is for no other
    const other = await inferTarget(createMcpHandler(() => new McpServer({ name: "a", version: "1" })));
    expect(other).not.toMatchObject({ source: { identity: inferred.source.identity } });
    const client = new Client({ name: "t", version: "1" }, { versionNegotiation: { mode: "auto" } });
    await client.connect(await inferred.source.open({}));
    expect(client.getProtocolEra()).toBe("modern");
    await client.close();
  });

  it("uses a custom transport for one connection", async () => {
    const inferred = await inferTarget(custom);
    if (inferred.type !== "single") throw new Error("one server");
    expect(await inferred.source.open({})).toBe(custom);
    await expect(inferred.source.open({})).rejects.toMatchObject({
      code: "CONFIGURATION",
      message: expect.stringMatching(/cannot be opened again/) as string,
    });
  });
});

describe("a config", () => {
  const two = {
    mcpServers: {
      b: { command: "x" },
      a: { url: "http://h/mcp", auth: "oauth" },
      off: { command: "y", disabled: true },
    },
  };

  it("returns several servers in file order, without the disabled ones", async () => {
    expect(await inferTarget(two)).toMatchObject({
      type: "servers",
      servers: [{ key: "b" }, { key: "a", auth: "oauth", entry: { kind: "http" } }],
    });
  });

  it("resolves its variables, but keeps the references for saving", async () => {
    const config = {
      mcpServers: { a: { command: "${CMD}", args: ["${workspaceFolder}/s.js"], env: { K: "${K:-none}" } } },
    };
    const path = file("vars.json", JSON.stringify(config));
    const inferred = await inferTarget(path, { env: { CMD: "/bin/run" } });
    expect(inferred).toMatchObject({
      key: "a",
      entry: { command: "/bin/run", args: [`${dir}/s.js`], env: { K: "none" }, raw: config.mcpServers.a },
    });
  });

  it.each([
    ["empty", {}, /^No MCP servers defined in the config/],
    ["empty mcpServers", { mcpServers: {} }, /^\/mcpServers: No MCP servers defined in the config/],
    ["all disabled", { mcpServers: { a: { command: "x", disabled: true } } }, /every one is disabled/],
    [
      "a missing variable",
      { mcpServers: { a: { command: "${NOPE}" } } },
      /^\/mcpServers\/a\/command: server "a": Environment variable "NOPE" is not set\. Set NOPE/,
    ],
    [
      "a bad entry",
      { mcpServers: { a: {}, b: { command: "x" } } },
      /^\/mcpServers\/a: server "a": It has neither "command" nor "url"/,
    ],
  ])("%s is an error", async (_, config, message) => {
    await expect(kinds(config, { env: {} })).rejects.toMatchObject({
      code: "CONFIGURATION",
      message: expect.stringMatching(message) as string,
    });
  });

  it("serves the others after an invalid entry, if a listener receives the fault", async () => {
    const faults: ConfigFault[] = [];
    const config = { mcpServers: { a: {}, b: { command: "x" }, c: { command: "${NOPE}" } } };
    expect(await kinds(config, { env: {}, onFault: (fault) => faults.push(fault) })).toEqual(["b: stdio x"]);
    expect(faults.map((it) => it.server)).toEqual(["a", "c"]);
  });

  it("reports a config that is not JSON with its position", async () => {
    const path = file("bad.json", '{\n  "mcpServers": {\n    "a": { "command": "x" "args": [] }\n}');
    await expect(kinds(path)).rejects.toMatchObject({
      code: "CONFIGURATION",
      message: expect.stringContaining(`${path}:3:27: The config is not valid JSON`) as string,
    });
  });

  it("passes on the program's options", async () => {
    const inferred = await inferTarget(
      { mcpServers: { a: { command: process.execPath, args: [fixture("late-answer")], keep_alive: false } } },
      { stdio: { stderr: "ignore" } },
    );
    if (inferred.type !== "single") throw new Error("one server");
    const wire = await Wire.open(inferred.source);
    await wire.initialize();
    await wire.close();
  });
});

describe("command, URL and transport", () => {
  const url = "https://h.example/mcp";
  const both = 'It has both "command" and "url". Keep one, or say which with "type".';
  const bare = 'It has "command" and the type http, and no "url". Add "url", or write "type": "stdio"';

  it.each<[string, object, string]>([
    ["both", { command: "x", url }, both],
    ["both, and a type that decides nothing", { type: "remote", command: "x", url }, both],
    ["both, in Windsurf's word", { command: "x", serverUrl: url }, both.replace("url", "serverUrl")],
    ["a command of type http", { type: "http", command: "x" }, bare],
    ["a command with the transport http", { transport: "streamable-http", command: "x" }, bare],
  ])("refuses %s with the same words in code and in a config", async (_, target, message) => {
    for (const given of [target, { mcpServers: { a: target } }])
      await expect(kinds(given as never)).rejects.toMatchObject({
        code: "CONFIGURATION",
        message: expect.stringContaining(message) as string,
      });
  });

  it.each<[string, object, string]>([
    ["the command where `type` is stdio", { type: "stdio", command: "x", url }, "stdio x"],
    ["the URL where `type` is http", { type: "http", command: "x", url }, `http ${url}`],
  ])("takes %s", async (_, target, want) => {
    expect(await kinds(target as never)).toEqual([expect.stringContaining(want)]);
    expect(await kinds({ mcpServers: { a: target } } as never)).toEqual([expect.stringContaining(want)]);
  });
});

describe("what is not a target", () => {
  it.each([
    ["nonsense", "nonsense", /^Could not infer a valid transport from: "nonsense"\. Accepted: a script/],
    ["words that start nothing", "my server.py", /give \{ command: "my", args: \["server\.py"\] \}/],
    ["a command line for a shell", "python a.py | tee log", /no shell reads it, so that "\|" means nothing/],
    ["an open quote", 'python "a b.py', /a quote in it is not closed/],
    [
      "a misspelt field of a command",
      { command: "x", arg: ["y"] } as never,
      /no member "arg"\. Did you mean "args"\?/,
    ],
    [
      "a misspelt field of a URL",
      { url: "http://h", header: {} } as never,
      /no member "header"\. Did you mean "headers"\?/,
    ],
    ["a missing script", "./no/server.py", /^Script not found: \.\/no\/server\.py/],
    ["a missing config", "no.json", /^Config not found/],
    ["a directory", dir, /^Unsupported script type: .*it is a directory/],
    ["another file", file("s.txt"), /^Unsupported script type: .*s\.txt/],
    ["an unknown transport", { url: "http://h", type: "pigeon" }, /^"pigeon" is not a transport for a URL/],
    ["another scheme", "ftp://h/mcp", /^Could not infer/],
    ["a number", 5, /^Could not infer a valid transport from: a value of type number/],
    ["null", null, /from: null/],
    ["an instance of something", new Date(), /^Could not infer/],
    ["control characters", "\u001b[31mx", /\\u\{1b\}\[31mx/],
  ])("%s", async (_, target, message) => {
    await expect(kinds(target)).rejects.toMatchObject({
      code: "CONFIGURATION",
      message: expect.stringMatching(message) as string,
    });
  });
});
