import { describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/shared/config/index.js";
import { describeConfig } from "./describe-config.js";

const one = (entry: unknown) => parseConfig({ mcpServers: { s: entry } });

describe("dialects", () => {
  const server = { command: "node", args: ["a.js"] };
  it.each([
    ["mcpServers", { mcpServers: { a: server } }, "/mcpServers/a"],
    ["VS Code's mcp.json", { servers: { a: server }, inputs: [] }, "/servers/a"],
    ["VS Code's settings.json", { mcp: { servers: { a: server } } }, "/mcp/servers/a"],
    ["Zed", { context_servers: { a: server } }, "/context_servers/a"],
    ["servers at the root next to other keys", { a: server, $schema: "x", theme: { dark: true } }, "/a"],
    ["bare root of a URL", { a: { url: "https://h/mcp" } }, "/a"],
    ["a server that is named like a container", { servers: server }, "/servers"],
    ["a server that is named like a field", { mcpServers: { url: server } }, "/mcpServers/url"],
  ])("%s", (_, config, pointer) => {
    const { servers, faults } = parseConfig(config);
    expect(faults).toEqual([]);
    expect(servers.map((it) => it.pointer)).toEqual([pointer]);
  });

  it("keeps fields without servers", () => {
    const { rest } = parseConfig({
      $schema: "x",
      mcp: { servers: { a: server }, discovery: true },
      inputs: [1],
    });
    expect(rest).toEqual({ $schema: "x", mcp: { discovery: true }, inputs: [1] });
  });

  it("keeps file order and the key __proto__", () => {
    const config = JSON.parse(
      '{"mcpServers":{"b":{"command":"x"},"__proto__":{"command":"y"},"a":{"command":"z"}}}',
    ) as unknown;
    expect(parseConfig(config).servers.map((it) => it.key)).toEqual(["b", "__proto__", "a"]);
  });

  it("reports a key in two places as a fault, and uses one server", () => {
    const { servers, faults } = parseConfig({
      mcpServers: { a: { command: "x" } },
      servers: { a: { command: "y" } },
    });
    expect(servers).toMatchObject([{ key: "a", command: "x" }]);
    expect(faults).toMatchObject([
      { pointer: "/servers/a", server: "a", message: 'Server "a" is defined twice.' },
    ]);
  });
});

describe("endpoints", () => {
  const url = "https://h/mcp";
  it.each([
    ["a command", { command: "x" }, { kind: "stdio", command: "x", args: [] }],
    [
      "type stdio",
      { type: "stdio", command: "x", args: [1, true, "a"] },
      { kind: "stdio", args: ["1", "true", "a"] },
    ],
    ["Copilot's local", { type: "local", command: "x" }, { kind: "stdio" }],
    [
      "OpenCode's command array",
      { type: "local", command: ["npx", "-y", "p"], environment: { A: 1 } },
      { command: "npx", args: ["-y", "p"], env: { A: "1" } },
    ],
    ["a URL", { url }, { kind: "http", url, explicitKind: false, headers: {} }],
    ["Gemini's httpUrl, never guessed", { httpUrl: "https://h/sse" }, { kind: "http", explicitKind: true }],
    ["Windsurf's serverUrl", { serverUrl: "https://h/sse" }, { kind: "sse", url: "https://h/sse" }],
    ["transport http", { transport: "http", url: "https://h/sse" }, { kind: "http", explicitKind: true }],
    ["streamable-http", { transport: "streamable-http", url }, { kind: "http" }],
    ["streamableHttp", { type: "streamableHttp", url }, { kind: "http" }],
    ["sse for a plain path", { type: "sse", url }, { kind: "sse", explicitKind: true }],
    [
      "remote leaves it to the URL",
      { type: "remote", url: "https://h/sse" },
      { kind: "sse", explicitKind: false },
    ],
    ["ws", { type: "ws", url: "ws://h/x" }, { kind: "websocket" }],
    ["websocket by scheme", { url: "wss://h/sse" }, { kind: "websocket" }],
    ["type decides where both are given", { type: "http", url, command: "x" }, { kind: "http" }],
    ["headers become text", { url, headers: { A: 1, B: "b", C: null } }, { headers: { A: "1", B: "b" } }],
    ["auth as text", { url, auth: "oauth" }, { auth: "oauth" }],
    ["auth as object", { url, auth: { scopes: ["a"] } }, { auth: { scopes: ["a"] } }],
    ["cwd and envFile", { command: "x", cwd: "/d", envFile: ".env" }, { cwd: "/d", envFile: ".env" }],
  ])("%s", (_, entry, want) => {
    const { servers, faults } = one(entry);
    expect(faults).toEqual([]);
    expect(servers).toMatchObject([want]);
  });

  it.each([
    ["/sse", "sse"],
    ["/sse/", "sse"],
    ["/sse/stream", "sse"],
    ["/mcp/sse?x=1", "sse"],
    ["/sse?x=1", "sse"],
    ["/sservice", "http"],
    ["/assets", "http"],
    ["/mcp/", "http"],
    ["/mcp?p=/sse", "http"],
    ["/mcp#/sse", "http"],
  ])("the path %s means %s", (path, kind) => {
    expect(one({ url: `https://h${path}` }).servers).toMatchObject([{ kind, url: `https://h${path}` }]);
  });
});

it("reads the fields of every entry", () => {
  const raw = {
    ...{
      command: "x",
      disabled: true,
      timeout: 5000,
      keep_alive: false,
      description: "d",
      icon: "i",
      vendor: { a: 1 },
    },
    ...{ tools: { t: { name: "u" } }, include_tags: ["a"], excludeTags: ["b"], validate: "warn" },
  };
  expect(one(raw).servers).toEqual([
    {
      ...{
        key: "s",
        pointer: "/mcpServers/s",
        kind: "stdio",
        command: "x",
        args: [],
        env: {},
        disabled: true,
      },
      ...{ timeoutMs: 5000, keepAlive: false, description: "d", icon: "i", tools: { t: { name: "u" } } },
      ...{ includeTags: ["a"], excludeTags: ["b"], validate: "warn", raw },
    },
  ]);
});

it.each([
  ["OpenCode's enabled: false", { command: "x", enabled: false }, { disabled: true }],
  ["a list of allowed tools is not a transform", { command: "x", tools: ["*"] }, { disabled: false }],
  [
    "camelCase",
    { command: "x", keepAlive: true, includeTags: ["a"] },
    { keepAlive: true, includeTags: ["a"] },
  ],
  [
    "bounds",
    { url: "http://a/mcp", maxMessageBytes: 9, cookies: false },
    { maxMessageBytes: 9, cookies: false },
  ],
  ["snake_case", { command: "x", max_message_bytes: 9 }, { maxMessageBytes: 9 }],
])("%s", (_, entry, want) => {
  const { servers, faults } = one(entry);
  expect(faults).toEqual([]);
  expect(servers).toMatchObject([want]);
});

describe("replicas", () => {
  it("follow the entry's own endpoint, as URLs or objects", () => {
    const { servers } = one({
      url: "http://a/mcp",
      replicas: ["http://b/mcp", { url: "http://c/sse", weight: 2 }],
    });
    expect(servers).toMatchObject([
      {
        ...{ kind: "http", url: "http://a/mcp" },
        replicas: [{ url: "http://a/mcp" }, { url: "http://b/mcp" }, { kind: "sse", raw: { weight: 2 } }],
      },
    ]);
  });
  it("give the entry its endpoint if it has none", () => {
    const { servers } = one({ replicas: [{ command: "x" }, { command: "y" }] });
    expect(servers).toMatchObject([
      { kind: "stdio", command: "x", replicas: [{ command: "x" }, { command: "y" }] },
    ]);
  });
  it("report an invalid one with its position", () => {
    expect(one({ replicas: ["http://a/mcp", 5] }).faults).toMatchObject([
      { pointer: "/mcpServers/s/replicas/1", server: "s" },
    ]);
  });
});

describe("faults", () => {
  it.each([
    ["not an object", 5, "/mcpServers/s", 'Server "s" is not an object.'],
    [
      "a command of type http",
      { type: "http", command: "x" },
      "/mcpServers/s",
      'It has "command" and the type http, and no "url".',
    ],
    ["neither command nor url", { args: [] }, "/mcpServers/s", 'It has neither "command" nor "url".'],
    ["both", { command: "x", url: "http://h" }, "/mcpServers/s", 'It has both "command" and "url".'],
    ["empty command", { command: " " }, "/mcpServers/s/command", '"command" is empty.'],
    ["no command", { type: "stdio" }, "/mcpServers/s", 'It is a stdio server without "command".'],
    [
      "command of the wrong type",
      { command: 5 },
      "/mcpServers/s/command",
      '"command" is a number; it must be a string.',
    ],
    [
      "args of the wrong type",
      { command: "x", args: "a b" },
      "/mcpServers/s/args",
      '"args" is a string; it must be an array.',
    ],
    [
      "one argument",
      { command: "x", args: ["a", {}] },
      "/mcpServers/s/args/1",
      '"args.1" is an object, not text.',
    ],
    [
      "a variable",
      { command: "x", env: { "A/B": [] } },
      "/mcpServers/s/env/A~1B",
      '"env.A/B" is an array, not text.',
    ],
    [
      "unknown transport",
      { transport: "carrier-pigeon", url: "http://h" },
      "/mcpServers/s/transport",
      '"transport" is "carrier-pigeon", which is not a transport.',
    ],
    [
      "two transports",
      { transport: "http", type: "sse", url: "http://h" },
      "/mcpServers/s/type",
      '"transport" says http and "type" says sse.',
    ],
    ["relative URL", { url: "/mcp" }, "/mcpServers/s/url", '"url" is not an absolute URL.'],
    [
      "file URL",
      { url: "file:///etc/passwd" },
      "/mcpServers/s/url",
      '"url" has the scheme "file:", which http does not speak (it takes http: and https:).',
    ],
    [
      "script URL",
      { serverUrl: "javascript:alert(1)" },
      "/mcpServers/s/serverUrl",
      '"serverUrl" has the scheme "javascript:", which http does not speak (it takes http: and https:).',
    ],
    ["auth", { url: "http://h", auth: 5 }, "/mcpServers/s/auth", '"auth" is neither text nor an object.'],
    [
      "timeout",
      { command: "x", timeout: -1 },
      "/mcpServers/s/timeout",
      '"timeout" is a number; it must be a number of milliseconds, 0 or more.',
    ],
    [
      "disabled",
      { command: "x", disabled: "yes" },
      "/mcpServers/s/disabled",
      '"disabled" is a string; it must be true or false.',
    ],
    [
      "a transform",
      { command: "x", tools: { t: 1 } },
      "/mcpServers/s/tools/t",
      'The transform of tool "t" is not an object.',
    ],
  ])("%s", (_, entry, pointer, message) => {
    const config = parseConfig({ mcpServers: { s: entry, good: { command: "x" } } });
    expect(config.servers.map((it) => it.key)).toEqual(["good"]);
    expect(config.faults).toMatchObject([
      { pointer, server: "s", message, hint: expect.stringMatching(/\w/) as string },
    ]);
    expect(config.rejected).toEqual({ s: entry });
  });

  it.each([
    ["empty", {}, ""],
    ["no servers", { mcpServers: {} }, "/mcpServers"],
  ])("%s", (_, config, pointer) => {
    expect(parseConfig(config).faults).toMatchObject([
      { pointer, message: "No MCP servers defined in the config." },
    ]);
  });

  it.each([
    [[], "The config is not an object."],
    [null, "The config is not an object."],
    [{ mcpServers: [] }, '"mcpServers" is not an object.'],
  ])("%j", (config, message) => {
    expect(parseConfig(config).faults).toMatchObject([{ message }]);
  });
});

describe("a member next to the servers", () => {
  it.each([
    ["mcpservers", ["/mcpservers"]],
    ["MCPServers", ["/MCPServers"]],
    ["mcp-server", ["/mcp-server"]],
    // what other programs call theirs
    ["lsp", []],
    // read as Codex writes it
    ["mcp_servers", []],
  ])("%s is named where it is misspelt", (key, want) => {
    const config = parseConfig({ mcpServers: { a: { command: "a" } }, [key]: { b: { command: "b" } } });
    expect((config.warnings ?? []).map(({ pointer }) => pointer)).toEqual(want);
  });
});

describe("a name that was meant to be another", () => {
  const at = (path: string, document: object) => describeConfig(parseConfig(document, { path }));
  const servers = { a: { command: "x" } };
  const none = (key: string): string =>
    `fault /${key}: No MCP servers defined in the config: "${key}" is not read.`;
  it.each<[string, object, string]>([
    ["mcp.json", { mcpserver: servers }, `${none("mcpserver")} Did you mean "mcpServers"?`],
    ["mcp.json", { mcpServers: {}, MCPServers: servers }, `${none("MCPServers")} Did you mean "mcpServers"?`],
    [".vscode/mcp.json", { server: servers }, `${none("server")} Did you mean "servers"?`],
    [
      ".zed/settings.json",
      { contextServers: servers },
      `${none("contextServers")} Did you mean "context_servers"?`,
    ],
    [
      ".cursor/mcp.json",
      { mcp_servers: servers },
      'warning /mcp_servers: "mcp_servers" is read by fmcp-codegen, but not by Cursor.',
    ],
    [
      ".vscode/mcp.json",
      { mcpServers: servers },
      'warning /mcpServers: "mcpServers" is read by fmcp-codegen, but not by VS Code.',
    ],
    [
      "mcp.json",
      { servers },
      'warning /servers: "servers" is read by fmcp-codegen, but not by other clients of mcp.json.',
    ],
    ["opencode.json", { mcpServers: servers }, '"mcpServers" is read by fmcp-codegen, but not by opencode.'],
    [".vs/mcp.json", { mcpServers: servers }, "a: stdio x"],
    [".vscode/settings.json", { "amp.mcpServers": servers }, "a: stdio x"],
    [
      "claude_desktop_config.json",
      { mcpServers: { a: { url: "https://h.example/mcp" } } },
      "fmcp-codegen uses it; Claude Desktop takes only commands from this file.",
    ],
    ["mcp.json", { mcpServers: { a: { comand: "x" } } }, 'Write "command" instead of "comand".'],
    ["mcp.json", { mcpServers: { a: { URL: "https://h" } } }, 'Write "url" instead of "URL".'],
  ])("in %s: %j", (path, document, want) => {
    expect(at(path, document).slice(-1)).toEqual([expect.stringContaining(want)]);
  });

  it.each<[string, unknown, string]>([
    ["request_timeout_ms", 500, 'Write "timeoutMs": 500.'],
    ["timeoutSeconds", 2, 'Write "timeoutMs": 2000.'],
    ["callTimeout", 2, 'Write "timeoutMs", in milliseconds.'],
    ["connection_timeout", 2, "Use --timeout, or connectTimeoutMs in code."],
    ["workingDir", "x", 'Did you mean "cwd"?'],
    ["environmentVariables", { A: "b" }, 'Did you mean "env"?'],
    ["apiKey", "x", 'Did you mean "auth"?'],
  ])("%s: %j costs one warning", (name, value, want) => {
    const { warnings = [] } = one({ command: "x", [name]: value });
    expect(warnings.map(({ message, hint }) => `${message} ${hint}`)).toEqual([
      expect.stringContaining(want),
    ]);
  });
});
