import { describe, expect, it } from "vitest";
import { inlineEntry } from "../../../src/codegen/plan/inline-entry.js";
import { parseConfig } from "../../../src/shared/config/index.js";

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
      { command: "x", args: ["${WEATHER_ARG_0}", "--dsn=${WEATHER_DSN}", "redis://db/1"] },
    ],
    [
      "a secret in JSON",
      { command: "x", args: ["--config", '{"apiKey":"abc"}', '--more={"port":80}'] },
      { command: "x", args: ["--config", "${WEATHER_ARG_1}", '--more={"port":80}'] },
    ],
    [
      "a reference behind a flag",
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
      "a secret in front of a reference",
      { url: "https://e.com/mcp", headers: { Authorization: "Bearer abc${T}" } },
      { url: "https://e.com/mcp", headers: { Authorization: "${WEATHER_AUTHORIZATION}" } },
    ],
    [
      "user info and query",
      { url: "https://u:p@e.com/mcp?key=abc&region=eu" },
      { url: "https://e.com/mcp?key=${WEATHER_KEY}&region=eu" },
    ],
    [
      "a bearer token",
      { url: "https://e.com/mcp", auth: "abc" },
      { url: "https://e.com/mcp", auth: "${WEATHER_TOKEN}" },
    ],
    ["OAuth", { url: "https://e.com/mcp", auth: "oauth" }, { url: "https://e.com/mcp", auth: "oauth" }],
    [
      "what the config changes about tools, without the secrets that it sends",
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
              units: { default: "metric" },
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

  it("names the variables to set", () => {
    expect(inline({ url: "https://e.com/mcp", headers: { A: "Bearer ${T:-x}", B: "y" } }).variables).toEqual([
      "T",
      "WEATHER_B",
    ]);
  });
});
