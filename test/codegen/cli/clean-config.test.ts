import { expect, it } from "vitest";
import { cleanConfig } from "../../../src/codegen/cli/init/clean-config.js";
import { readConfigText } from "../../../src/shared/config/index.js";

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
