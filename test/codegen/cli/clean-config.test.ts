import { expect, it } from "vitest";
import { cleanConfig } from "../../../src/codegen/cli/init/clean-config.js";
import { parseConfig, readConfigText } from "../../../src/shared/config/index.js";

const PATH = "/p/fastagent.config.yaml";

/** A server of fast-agent, what its file of secrets says about it, what is written, and the values of its variables. */
const rows: readonly [string, object, object, object, object][] = [
  [
    "a variable of each file",
    { command: "s", env: { MODE: "fast", LEVEL: 2 } },
    { env: { REGION: "north", PIN: 42 } },
    { command: "s", env: { MODE: "fast", LEVEL: 2, REGION: "${REGION}", PIN: "${PIN}" } },
    { REGION: "north", PIN: "42" },
  ],
  [
    "a variable in both files: the secret wins",
    { command: "s", env: { MODE: "fast" } },
    { env: { MODE: "slow" } },
    { command: "s", env: { MODE: "${MODE}" } },
    { MODE: "slow" },
  ],
  [
    "headers",
    { url: "https://h.example/mcp", headers: { "X-Team": "blue", Accept: "text/plain" } },
    { headers: { "X-Room": "12", Authorization: "Bearer open" } },
    {
      url: "https://h.example/mcp",
      headers: {
        "X-Team": "blue",
        Accept: "text/plain",
        "X-Room": "${S_X_ROOM}",
        Authorization: "Bearer ${S_AUTHORIZATION}",
      },
    },
    { S_X_ROOM: "12", S_AUTHORIZATION: "open" },
  ],
  [
    "arguments",
    { command: "s", args: ["--mode", "fast"] },
    { args: ["north", 7] },
    { command: "s", args: ["${S_TOKEN}", "${S_TOKEN_2}"] },
    { S_TOKEN: "north", S_TOKEN_2: "7" },
  ],
  [
    "a URL",
    { headers: { Accept: "text/plain" } },
    { url: "https://h.example/room-of-mine/mcp" },
    { url: "${S_URL}", headers: { Accept: "text/plain" } },
    { S_URL: "https://h.example/room-of-mine/mcp" },
  ],
  [
    "auth",
    { url: "https://h.example/mcp", auth: { client_id: "me" } },
    { auth: { scope: "north" } },
    { url: "https://h.example/mcp", auth: { client_id: "me", scope: "${S_SCOPE}" } },
    { S_SCOPE: "north" },
  ],
  ["no variable for an empty value", { command: "s", args: [], env: {} }, { env: {} }, { command: "s" }, {}],
  [
    "a reference",
    { command: "s" },
    { env: { REGION: "${ZONE}" } },
    { command: "s", env: { REGION: "${ZONE}" } },
    {},
  ],
];

it.each(rows)("replaces values of a file of secrets by variables: %s", async (...row) => {
  const [, server, secret, want, secrets] = row;
  const text = JSON.stringify({ mcp: { servers: { s: server } } });
  const beside = (file: string): Promise<Uint8Array | undefined> =>
    Promise.resolve(
      file === "/p/fastagent.secrets.yaml"
        ? new TextEncoder().encode(JSON.stringify({ mcp: { servers: { s: secret } } }))
        : undefined,
    );
  const { servers } = await readConfigText(text, { path: PATH, beside });
  const clean = cleanConfig(
    servers.map((entry) => ({ entry, path: PATH, client: "fast-agent", ofProject: true })),
    "/p",
  );
  expect(JSON.parse(clean.text)).toEqual({ mcpServers: { s: want } });
  expect(clean.secrets).toEqual(secrets);
});

const TOKEN = "ghp_0123456789abcdefghij0123456789abcd";

/** A file of a client, its text, and what is written of its one server. */
const plain: readonly [client: string, path: string, document: object, want: object][] = [
  [
    "opencode",
    "/p/opencode.json",
    {
      mcp: {
        s: { type: "local", command: ["npx", "-y", "p", "--token", TOKEN], environment: { API_KEY: "abc" } },
      },
    },
    {
      type: "stdio",
      command: "npx",
      args: ["-y", "p", "--token", "${S_TOKEN}"],
      env: { API_KEY: "${API_KEY}" },
    },
  ],
  [
    "opencode, remote",
    "/p/opencode.json",
    {
      mcp: { s: { type: "remote", url: "https://h.example/mcp", headers: { Authorization: "Bearer open" } } },
    },
    { url: "https://h.example/mcp", headers: { Authorization: "Bearer ${S_AUTHORIZATION}" } },
  ],
  [
    "Gemini CLI",
    "/p/.gemini/settings.json",
    { mcpServers: { s: { httpUrl: `https://h.example/mcp?api_key=${TOKEN}` } } },
    { type: "http", url: "https://h.example/mcp?api_key=${S_TOKEN}" },
  ],
  [
    "Windsurf",
    "/p/.windsurf/mcp_config.json",
    { mcpServers: { s: { serverUrl: `https://h.example/mcp?api_key=${TOKEN}` } } },
    { url: "https://h.example/mcp?api_key=${S_TOKEN}" },
  ],
  [
    "Windsurf, a token in the path",
    "/p/.windsurf/mcp_config.json",
    { mcpServers: { s: { serverUrl: "https://mcp.zapier.com/api/mcp/s/MmY0ZGQxNzgtZTk5Yy00ZmI5OGE1/mcp" } } },
    { url: "https://mcp.zapier.com/api/mcp/s/${S_TOKEN}/mcp" },
  ],
  [
    "Codex",
    "/p/.codex/config.toml",
    { mcp_servers: { s: { url: "https://h.example/mcp", http_headers: { "X-Api-Key": "abc" } } } },
    { url: "https://h.example/mcp", headers: { "X-Api-Key": "${S_X_API_KEY}" } },
  ],
  [
    "FastMCP, with replicas",
    "/p/mcp.json",
    {
      mcpServers: {
        s: {
          transport: "streamable-http",
          url: "https://h.example/mcp",
          replicas: [{ serverUrl: `https://g.example/${TOKEN}` }],
        },
      },
    },
    { type: "http", url: "https://h.example/mcp", replicas: [{ url: "https://g.example/${S_TOKEN}" }] },
  ],
];

it.each(plain)("writes the words that every client knows, and no secret: %s", async (...row) => {
  const [client, path, document, want] = row;
  const { servers } = parseConfig(document, { path });
  const clean = cleanConfig(
    servers.map((entry) => ({ entry, path, client, ofProject: true })),
    "/p",
  );
  expect(JSON.parse(clean.text)).toEqual({ mcpServers: { s: want } });
  const again = await readConfigText(clean.text, { path: "/p/mcp.json" });
  expect(again.servers).toMatchObject([{ kind: servers[0]!.kind }]);
});
