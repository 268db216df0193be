import { describe, expect, it } from "vitest";
import { inlineEntry } from "../../../../src/codegen/plan/inline/inline-entry.js";
import { hasRelativePath } from "../../../../src/codegen/plan/inline/relative-path.js";
import { INLINE_FORMS } from "../../../hostile/inputs/inline-forms.js";
import { parseConfig } from "../../../../src/shared/config/index.js";

function inline(raw: object): ReturnType<typeof inlineEntry> {
  const { servers, faults } = parseConfig({ mcpServers: { weather: raw } });
  expect(faults).toEqual([]);
  return inlineEntry(servers[0]!);
}

describe("inlineEntry", () => {
  it.each([
    [
      "a plain command",
      { command: "node", args: ["server.js", "--port", "80"] },
      { command: "node", args: ["server.js", "--port", "80"] },
    ],
    [
      "a literal variable",
      { command: "x", env: { API_KEY: "abc", MODE: "fast" } },
      { command: "x", env: { API_KEY: "${API_KEY}", MODE: "${MODE}" } },
    ],
    [
      "a reference and its default",
      { command: "x", env: { KEY: "${MY_KEY:-s3cret}" } },
      { command: "x", env: { KEY: "${MY_KEY}" } },
    ],
    [
      "a flag that names a secret",
      { command: "x", args: ["--api-key", "abc"] },
      { command: "x", args: ["--api-key", "${WEATHER_API_KEY}"] },
    ],
    [
      "a flag with its secret",
      { command: "x", args: ["--token=abc", "A_TOKEN=b"] },
      { command: "x", args: ["--token=${WEATHER_TOKEN}", "A_TOKEN=${WEATHER_A_TOKEN}"] },
    ],
    [
      "a password in the URL of a database",
      { command: "x", args: ["postgres://user:abc@db/x", "--dsn=mysql://u:p@db/x", "redis://db/1"] },
      {
        command: "x",
        args: ["postgres://${WEATHER_USER}:${WEATHER_PASSWORD}@db/x", "--dsn=${WEATHER_DSN}", "redis://db/1"],
      },
    ],
    [
      "a secret in JSON",
      { command: "x", args: ["--config", '{"apiKey":"abc"}', '--more={"port":80}'] },
      { command: "x", args: ["--config", "${WEATHER_CONFIG}", "--more=${WEATHER_MORE}"] },
    ],
    [
      "a reference after a flag",
      { command: "x", args: ["--token", "${T}", "--token=${T}"] },
      { command: "x", args: ["--token", "${T}", "--token=${T}"] },
    ],
    [
      "a token by itself",
      { command: "x", args: ["ghp_abcdefghij0123456789"] },
      { command: "x", args: ["${WEATHER_ARG_0}"] },
    ],
    [
      "a header among the arguments",
      { command: "npx", args: ["mcp-remote", "https://e.com/mcp", "--header", "Authorization: Bearer abc"] },
      {
        command: "npx",
        args: ["mcp-remote", "https://e.com/mcp", "--header", "Authorization: ${WEATHER_AUTHORIZATION}"],
      },
    ],
    [
      "two values with the same name as two variables",
      { command: "x", args: ["--token", "a", "--token", "b", "--key=a", "--token=b"] },
      {
        command: "x",
        args: [
          "--token",
          "${WEATHER_TOKEN}",
          "--token",
          "${WEATHER_TOKEN_2}",
          "--key=${WEATHER_KEY}",
          "--token=${WEATHER_TOKEN_2}",
        ],
      },
    ],
    [
      "a word that could be a password",
      { command: "x", args: ["correct-horse", "--name", "hunter"] },
      { command: "x", args: ["${WEATHER_ARG_0}", "--name", "${WEATHER_NAME}"] },
    ],
    [
      "headers",
      { url: "https://e.com/mcp", headers: { "X-Api-Key": "abc", Accept: "x" } },
      {
        url: "https://e.com/mcp",
        headers: { "X-Api-Key": "${WEATHER_X_API_KEY}", Accept: "${WEATHER_ACCEPT}" },
      },
    ],
    [
      "a bearer reference",
      { url: "https://e.com/mcp", headers: { Authorization: "Bearer ${T}" } },
      { url: "https://e.com/mcp", headers: { Authorization: "Bearer ${T}" } },
    ],
    [
      "a secret before a reference",
      { url: "https://e.com/mcp", headers: { Authorization: "Bearer abc${T}" } },
      { url: "https://e.com/mcp", headers: { Authorization: "${WEATHER_AUTHORIZATION}" } },
    ],
    [
      "user info and query",
      { url: "https://u:p@e.com/mcp?key=abc&region=eu&page=2" },
      {
        url: "https://${WEATHER_USER}:${WEATHER_PASSWORD}@e.com/mcp?key=${WEATHER_KEY}&region=${WEATHER_REGION}&page=2",
      },
    ],
    [
      "a bearer token",
      { url: "https://e.com/mcp", auth: "abc" },
      { url: "https://e.com/mcp", auth: "${WEATHER_TOKEN}" },
    ],
    ["OAuth", { url: "https://e.com/mcp", auth: "oauth" }, { url: "https://e.com/mcp", auth: "oauth" }],
    [
      "the config's changes to tools, without the secrets that they send",
      {
        command: "x",
        include_tags: ["a"],
        exclude_tags: ["b"],
        tools: {
          find: {
            name: "search",
            description: "costs ${5}",
            arguments: {
              key: { hide: true, default: "abc" },
              units: { default: "metric" },
              nested: { default: { token: ["abc"], n: 1 } },
              ref: { default: "${MY_REF:-abc}" },
              q: { name: "query" },
            },
          },
        },
      },
      {
        command: "x",
        includeTags: ["a"],
        excludeTags: ["b"],
        tools: {
          find: {
            name: "search",
            description: "costs ${5}",
            arguments: {
              key: { hide: true, default: "${WEATHER_FIND_KEY}" },
              units: { default: "${WEATHER_FIND_UNITS}" },
              nested: { default: { token: ["${WEATHER_FIND_NESTED_TOKEN_0}"], n: 1 } },
              ref: { default: "${MY_REF}" },
              q: { name: "query" },
            },
          },
        },
      },
    ],
  ])("inlines %s", (_, raw, want) => {
    expect(inline(raw).entry).toEqual(want);
  });

  it.each<[command: string, args: readonly string[]]>([
    ["npx", ["-y", "@modelcontextprotocol/server-filesystem@2026.8.31", "/home/bob/Documents"]],
    [
      "npx",
      ["-y", "--package", "@scope/tool@latest", "tool", "--port", "8080"].filter((arg) => arg !== "tool"),
    ],
    ["/usr/local/bin/npx", ["mcp-remote", "https://example.com/mcp/v1/sse", "--transport", "sse"]],
    ["npx", ["-y", "-p", "@scope/tool@1.2.3", "tool"]],
    ["uv", ["run", "python", "-m", "weather_server"]],
    ["uvx", ["--from", "mcp-server-git==1.2.3", "stdio"]],
    ["uv", ["run", "./src/server.py", "--timeout=30s"]],
    ["python3", ["-m", "weather_server", "--log-level", "debug"]],
    ["docker", ["run", "-i", "--rm", "-e", "API_KEY", "ghcr.io/github/github-mcp-server:1.4"]],
    ["node", ["${workspaceFolder}/dist/index.js", "--allow-write", "--host", "127.0.0.1"]],
    ["C:\\Tools\\server.exe", ["..\\data\\notes.db", "--max=5"]],
  ])("writes harmless parts unchanged: %s %j", (command, args) => {
    expect(inline({ command, args })).toEqual({ entry: { command, args }, variables: [] });
  });

  it.each(INLINE_FORMS)("writes no secret, and no variable named after one: %s", (_what, args, secrets) => {
    const text = JSON.stringify(inline({ command: "node", args: ["./server.js", ...args] }).entry);
    for (const secret of secrets) expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
    const started = JSON.stringify(inline({ command: "npx", args: ["-y", "a-server", ...args] }).entry);
    for (const secret of secrets) expect(started).not.toContain(secret);
    const remote = JSON.stringify(
      inline({ command: "docker", args: ["run", "-i", "mcp/server", ...args] }).entry,
    );
    for (const secret of secrets) expect(remote).not.toContain(secret);
  });

  it("names the variables to set", () => {
    expect(inline({ url: "https://e.com/mcp", headers: { A: "Bearer ${T:-x}", B: "y" } }).variables).toEqual([
      "T",
      "WEATHER_B",
    ]);
  });
});

describe("an entry in the code that names files next to its config", () => {
  it.each<[boolean, object]>([
    [true, { command: "node", args: ["./s.mjs"] }],
    [true, { command: "node", args: ["s.mjs"] }],
    [true, { command: "uv", args: ["run", "tools/server.py", "--x"] }],
    [true, { command: "node", args: ["${workspaceFolder}/s.js"] }],
    [true, { command: "./run.sh" }],
    [true, { command: "npx", args: ["-y", "p"], cwd: "sub" }],
    [true, { command: "uv", args: ["--directory", "../py", "run"] }],
    [false, { command: "npx", args: ["-y", "@scope/name@1.2.3", "--port", "80"] }],
    [false, { command: "/usr/bin/node", args: ["/srv/s.js", "--file=x.js"] }],
    [false, { command: "npx", args: ["x"], cwd: "${HOME}/x" }],
    [false, { command: "docker", args: ["run", "ghcr.io/o/i:1.2", "https://h.example/a.js"] }],
    [false, { url: "https://h.example/s.js" }],
  ])("%s: %j", (want, entry) => {
    expect(hasRelativePath(entry as never)).toBe(want);
  });
});
