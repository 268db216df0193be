import { expect, it } from "vitest";
import { editConfigText } from "../../../src/shared/config/edit/edit-config-text.js";
import { readConfigText } from "../../../src/shared/config/index.js";

const HTTP = { url: "https://h.example/mcp" };
const SSE = { url: "https://h.example/sse" };
const NAMED = { type: "streamable-http", url: "https://h.example/a" };
const SECRET = { ...HTTP, headers: { Authorization: "Bearer ${T}", K: "${K1}" } };
const RUN = { command: "npx", args: ["-y", "p"] };

it.each<[string, object, object]>([
  [".mcp.json", HTTP, { type: "http", ...HTTP }],
  [".mcp.json", SSE, { type: "sse", ...SSE }],
  [".mcp.json", RUN, RUN],
  [".mcp.json", { ...HTTP, headers: { A: "${A}" } }, { type: "http", ...HTTP, headers: { A: "${A}" } }],
  [".mcp.json", { url: "wss://h.example" }, { url: "wss://h.example" }],
  [".vscode/mcp.json", HTTP, { type: "http", ...HTTP }],
  [".vs/mcp.json", HTTP, HTTP],
  [".factory/mcp.json", HTTP, { type: "http", ...HTTP }],
  [".amazonq/mcp.json", HTTP, { type: "http", ...HTTP }],
  [".github/mcp.json", HTTP, { type: "http", ...HTTP, tools: ["*"] }],
  [".copilot/mcp-config.json", RUN, { type: "local", ...RUN, tools: ["*"] }],
  [".roo/mcp.json", HTTP, { type: "streamable-http", ...HTTP }],
  [".kilocode/mcp.json", HTTP, { type: "streamable-http", ...HTTP }],
  ["cline_mcp_settings.json", HTTP, { type: "streamableHttp", ...HTTP }],
  ["cline_mcp_settings.json", NAMED, { ...NAMED, type: "streamableHttp" }],
  ["librechat.yaml", HTTP, { type: "streamable-http", ...HTTP }],
  [".continue/config.yaml", SSE, { name: "new", type: "sse", ...SSE }],
  [".gemini/settings.json", HTTP, { httpUrl: HTTP.url }],
  [".gemini/settings.json", SSE, SSE],
  [".qwen/settings.json", NAMED, { httpUrl: NAMED.url }],
  [".gemini/antigravity/mcp_config.json", NAMED, { serverUrl: NAMED.url }],
  ["opencode.json", NAMED, { type: "remote", url: NAMED.url }],
  ["crush.json", NAMED, { type: "http", url: NAMED.url }],
  ["crush.json", RUN, { type: "stdio", ...RUN }],
  [".codex/config.toml", NAMED, { url: NAMED.url }],
  [".codex/config.toml", SECRET, { ...HTTP, bearer_token_env_var: "T", env_http_headers: { K: "K1" } }],
  [
    ".codex/config.toml",
    { ...RUN, env: { A: "${A}", B: "b" } },
    { ...RUN, env_vars: ["A"], env: { B: "b" } },
  ],
  [".cursor/mcp.json", SECRET, { ...HTTP, headers: { Authorization: "Bearer ${env:T}", K: "${env:K1}" } }],
  [
    ".vscode/mcp.json",
    SECRET,
    { type: "http", ...HTTP, headers: { Authorization: "Bearer ${env:T}", K: "${env:K1}" } },
  ],
  [
    "opencode.json",
    { ...RUN, env: { A: "${A}" } },
    { type: "local", command: ["npx", "-y", "p"], environment: { A: "{env:A}" } },
  ],
  [".codeium/windsurf/mcp_config.json", HTTP, { serverUrl: HTTP.url }],
  [".kiro/settings/mcp.json", HTTP, HTTP],
  [".config/goose/config.yaml", NAMED, { enabled: true, type: "streamable_http", uri: NAMED.url }],
  [".config/goose/config.yaml", SSE, { enabled: true, type: "sse", uri: SSE.url }],
  [
    ".config/goose/config.yaml",
    SECRET,
    {
      ...{ enabled: true, headers: SECRET.headers, env_keys: ["T", "K1"] },
      ...{ type: "streamable_http", uri: HTTP.url },
    },
  ],
  [
    ".config/goose/config.yaml",
    { ...RUN, env: { A: "${A}", B: "b" } },
    { type: "stdio", cmd: "npx", enabled: true, args: RUN.args, envs: { B: "b" }, env_keys: ["A"] },
  ],
  ["cline_mcp_settings.json", { ...RUN, env: { A: "${A}" } }, { ...RUN, env: { A: "${env:A}" } }],
  [".kilo/kilo.jsonc", NAMED, { type: "remote", url: NAMED.url }],
  [".vibe/config.toml", HTTP, { name: "new", transport: "streamable-http", ...HTTP }],
  [".vibe/config.toml", RUN, { name: "new", transport: "stdio", ...RUN }],
  [".hermes/config.yaml", HTTP, HTTP],
  [".cursor/mcp.json", HTTP, HTTP],
  ["mcp.json", HTTP, HTTP],
])("%s: %j is written as %j", async (path, entry, want) => {
  const text = await editConfigText("", path, { kind: "add", key: "new", entry: entry as never });
  const { servers, faults, warnings } = await readConfigText(text, { path });
  expect({ faults, warnings }).toEqual({ faults: [], warnings: undefined });
  expect(servers.map(({ raw }) => raw)).toEqual([want]);
  const plain = await readConfigText(JSON.stringify({ mcpServers: { new: entry } }), { path: "mcp.json" });
  const kinds = [servers, plain.servers].map(([server]) => server?.kind);
  expect(kinds[0]).toBe(kinds[1]);
});

it("writes the servers of Visual Studio where it reads them", async () => {
  const text = await editConfigText("", ".vs/mcp.json", { kind: "add", key: "new", entry: HTTP });
  expect(JSON.parse(text)).toEqual({ servers: { new: HTTP } });
});

it("begins a new file of Continue as its reader wants it", async () => {
  const text = await editConfigText("", ".continue/mcpServers/new.yaml", {
    kind: "add",
    key: "new",
    entry: RUN,
  });
  expect(text).toMatch(
    /^name: mcp\nversion: 0\.0\.1\nschema: v1\nmcpServers:\n {2}- name: new\n {4}command: npx\n/,
  );
});

it("writes the servers of Kiro where it reads them", async () => {
  const text = await editConfigText("", ".kiro/settings/mcp.json", { kind: "add", key: "new", entry: HTTP });
  expect(JSON.parse(text)).toEqual({ mcpServers: { new: HTTP } });
});
