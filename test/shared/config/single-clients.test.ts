import { describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/shared/config/index.js";
import { describeConfig } from "./describe-config.js";

describe("what single clients write", () => {
  it.each([
    [
      "Goose: programs, remotes, and what is part of it",
      {
        extensions: {
          dev: { type: "builtin", name: "developer", enabled: true },
          s: { type: "stdio", cmd: "npx", args: ["x"], envs: { A: "1" }, env_keys: ["KEY"], timeout: 300 },
          r: { type: "streamable_http", uri: "https://h.example/mcp", available_tools: ["a"] },
          wrapped: { enabled: false, config: { type: "stdio", cmd: "y" } },
        },
      },
      [
        "s: stdio npx x, 300000 ms, A=1, inherits KEY",
        "r: http https://h.example/mcp, only a",
        "wrapped: stdio y, off",
        'warning /extensions/dev: It is of type "builtin": part of Goose itself, not a server.',
      ],
    ],
    [
      "Gemini CLI: the first of httpUrl, url and command",
      {
        theme: "dark",
        mcpServers: {
          a: { url: "https://h.example/sse", httpUrl: "https://h.example/mcp" },
          b: { command: "x", url: "https://h.example/sse" },
          c: { command: "x", args: ["y"] },
        },
      },
      [
        "a: http https://h.example/mcp",
        "b: sse? https://h.example/sse",
        "c: stdio x y",
        'warning /mcpServers/a/url: "url": It is not used, since "httpUrl" comes first.',
        'warning /mcpServers/b/command: "command": It is not used, since "url" comes first.',
      ],
    ],
    [
      "Continue: headers of requests, secrets",
      {
        schema: "v1",
        mcpServers: [
          {
            name: "r",
            type: "sse",
            url: "https://h.example/x",
            requestOptions: { headers: { A: "${{ secrets.KEY }}" } },
          },
        ],
      },
      ["r: sse https://h.example/x, A: ${KEY}"],
    ],
    [
      "opencode: switches of servers defined elsewhere, reported where they are on",
      { mcp: { own: { type: "local", command: ["o"] }, on: { enabled: true }, off: { enabled: false } } },
      ["own: stdio o", "warning /mcp/on: It only switches a server that an organization provides on or off."],
    ],
    [
      "agents of Amazon Q and Kiro: which tools they show",
      {
        mcpServers: { git: { command: "g" }, all: { command: "a" }, gitty: { command: "t" } },
        tools: ["fs_read", "@git/git_status", "@git/git_log", "@all", "@all/x"],
        allowedTools: ["fs_read"],
      },
      [
        "git: stdio g, only git_status git_log",
        "all: stdio a",
        "gitty: stdio t, only ",
        'warning /mcpServers/gitty/tools: "tools": The agent may not use any of its tools.',
      ],
    ],
    [
      "agents that name no tool of a server: it has none (docs/agent-format.md of the client)",
      {
        mcpServers: { git: { command: "g" }, other: { command: "o" } },
        tools: ["@other", "fs_read"],
        allowedTools: ["fs_read"],
      },
      [
        "git: stdio g, only ",
        "other: stdio o",
        'warning /mcpServers/git/tools: "tools": The agent may not use any of its tools.',
      ],
    ],
    [
      "Gemini CLI: a WebSocket under `tcp`, with and without its scheme (schemas/settings.schema.json)",
      {
        theme: "x",
        mcpServers: {
          a: { tcp: "ws://h.example/mcp" },
          b: { tcp: "localhost:8080" },
          c: { tcp: "tcp://h.example:1" },
          d: { tcp: "h:1", url: "https://h.example/sse" },
        },
      },
      [
        "a: websocket ws://h.example/mcp",
        "b: websocket ws://localhost:8080",
        "c: websocket ws://h.example:1",
        "d: sse? https://h.example/sse",
        'warning /mcpServers/d/tcp: "tcp": It has another address or command, which is used.',
      ],
    ],
    [
      "Continue: its limits of a request in seconds, of a start in milliseconds",
      {
        schema: "v1",
        mcpServers: [
          {
            name: "a",
            url: "https://h.example/a",
            requestOptions: { timeout: 30 },
            connectionTimeout: 5_000,
          },
          { name: "b", command: "b", timeout: 9_000 },
        ],
      },
      [
        "a: http? https://h.example/a, 30000 ms",
        "b: stdio b",
        'warning /mcpServers/0/connectionTimeout: "connectionTimeout": The time limit of a start is not read from the config.',
        'warning /mcpServers/1/connectionTimeout: "connectionTimeout": The time limit of a start is not read from the config.',
      ],
    ],
    [
      "misspelt filters",
      { mcpServers: { a: { command: "x", includeTool: ["t"], disabledTool: ["u"], exclude_tool: ["v"] } } },
      [
        "a: stdio x",
        'warning /mcpServers/a/includeTool: "includeTool": No such field is known. Did you mean "includeTools"?',
        'warning /mcpServers/a/disabledTool: "disabledTool": No such field is known. Did you mean "disabledTools"?',
        'warning /mcpServers/a/exclude_tool: "exclude_tool": No such field is known. Did you mean "exclude_tools"?',
      ],
    ],
    [
      "fast-agent: targets in one text, limits in seconds",
      {
        mcp: {
          servers: { f: { command: "uvx", args: ["f"], transport: "stdio", read_timeout_seconds: 30 } },
          targets: [
            { name: "t", target: "uvx t --flag", load_on_start: false },
            { name: "r", target: "https://r.example/mcp", headers: { A: "b" } },
          ],
        },
      },
      ["f: stdio uvx f, 30000 ms", "t: stdio uvx t --flag", "r: http? https://r.example/mcp, A: b"],
    ],
    [
      "Warp and Trae: fields of their windows",
      {
        mcpServers: {
          w: { command: "w", args: ["x"], working_directory: null, start_on_launch: true },
          t: { command: "t", env: {}, fromGalleryId: "g" },
        },
      },
      ["w: stdio w x", "t: stdio t"],
    ],
    [
      "Codex: variables that are passed on, OAuth scopes",
      {
        mcp_servers: {
          a: {
            command: "x",
            env_vars: ["TOKEN"],
            enabled_tools: ["t"],
            disabled_tools: ["u"],
            tool_timeout_sec: 5,
          },
          b: { url: "https://h.example/mcp", scopes: ["read"], enabled: false },
        },
      },
      [
        "a: stdio x, 5000 ms, only t, without u, inherits TOKEN",
        'b: http? https://h.example/mcp, off, auth {"type":"oauth","scopes":["read"]}',
      ],
    ],
    [
      "the Anthropic API: tools that are allowed",
      {
        mcp_servers: [
          {
            type: "url",
            name: "x",
            url: "https://h.example/mcp",
            tool_configuration: { allowed_tools: ["a"] },
          },
        ],
      },
      ["x: http? https://h.example/mcp, only a"],
    ],
    [
      "opencode: a file with the token",
      { mcp: { x: { type: "remote", url: "https://h.example/mcp", headers: { A: "{file:~/.token}" } } } },
      ["x: http? https://h.example/mcp, A: ${file:~/.token}"],
    ],
    [
      "opencode, version 2",
      {
        $schema: "https://opencode.ai/config.json",
        mcp: { servers: { x: { type: "local", command: ["y", "z"] } } },
      },
      ["x: stdio y z"],
    ],
    [
      "opencode: reports a bad entry",
      { mcp: { x: { type: "local" }, y: { type: "local", command: ["z"] } } },
      [
        "y: stdio z",
        'fault /mcp/x: It is a stdio server without "command". Add "command", or a "url" and another "type".',
      ],
    ],
    [
      "two servers of one name in a list",
      {
        mcpServers: [
          { name: "a", command: "x" },
          { name: "a", command: "y" },
        ],
      },
      ["a: stdio x", 'fault /mcpServers/1: Server "a" is defined twice. Rename or remove one.'],
    ],
    [
      "a misspelt field",
      { mcpServers: { a: { command: "x", arg: ["y"] } } },
      ["a: stdio x", 'warning /mcpServers/a/arg: "arg": No such field is known. Did you mean "args"?'],
    ],
    [
      "empty fields: reported only if misspelt",
      { mcpServers: { a: { command: "x", arg: [], blub: {}, blab: "" } } },
      ["a: stdio x", 'warning /mcpServers/a/arg: "arg": No such field is known. Did you mean "args"?'],
    ],
    [
      "the same of several servers at each",
      { mcpServers: { a: { command: "x", blub: 1 }, b: { command: "x", blub: 2, arg: null } } },
      [
        "a: stdio x",
        "b: stdio x",
        'warning /mcpServers/a/blub: "blub": No such field is known.',
        'warning /mcpServers/b/blub: "blub": No such field is known.',
      ],
    ],
  ])("%s", (_, document, want) => {
    expect(describeConfig(parseConfig(document))).toEqual(want);
  });
});
