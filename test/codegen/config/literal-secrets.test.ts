import { expect, it } from "vitest";
import { withoutLiteralSecrets } from "../../../src/codegen/config/literal-secrets.js";

const token = "ghp_0123456789abcdefghij0123456789abcd";

it.each<[string, object, object, object]>([
  [
    "a variable by its name",
    { env: { API_KEY: "abc", LEVEL: "info" } },
    { env: { API_KEY: "${API_KEY}", LEVEL: "info" } },
    { API_KEY: "abc" },
  ],
  ["a variable by its value", { env: { X: token } }, { env: { X: "${X}" } }, { X: token }],
  [
    "a default of an argument",
    { tools: { t: { arguments: { key: { default: token }, n: { default: 3 } } } } },
    { tools: { t: { arguments: { key: { default: "${GITHUB_KEY}" }, n: { default: 3 } } } } },
    { GITHUB_KEY: token },
  ],
  ["a reference stays", { env: { API_KEY: "${KEY}" } }, { env: { API_KEY: "${KEY}" } }, {}],
  [
    "a header and its scheme",
    { headers: { Authorization: `Bearer ${token}` } },
    { headers: { Authorization: "Bearer ${GITHUB_AUTHORIZATION}" } },
    { GITHUB_AUTHORIZATION: token },
  ],
  [
    "a plain header stays",
    { headers: { Accept: "application/json" } },
    { headers: { Accept: "application/json" } },
    {},
  ],
  [
    "an argument",
    { args: ["--port", "80", "--token", token] },
    { args: ["--port", "80", "--token", "${GITHUB_TOKEN}"] },
    { GITHUB_TOKEN: token },
  ],
  ...[
    ["mcp-server-fetch==1.2.0"],
    ["A.B@1.0.0", "--yes"],
    ["--caps", "a b"],
    ["run", "-e", "LEVEL=info", "ghcr.io/owner/image:1.2.3"],
    ["--directory", "/Users/ada/My Projects/x", "-p8080", "--mode=read write"],
    ["mcp-remote", "https://h.example/mcp/v1", "--header", "Authorization:${KEY}"],
    ["-c", "import x; x.run()"],
    ["./bundle-a623273e77b5/server.mjs"],
    [
      "/nix/store/5k3jq5wn2x8f7h9d0c1b4a6g-node-20/bin/node",
      "C:\\a\\5f4dcc3b5aa765d61d8327deb882cf99\\run.js",
    ],
  ].map((args): [string, object, object, object] => [
    `no argument of ${args.join(" ")}`,
    { args },
    { args },
    {},
  ]),
  [
    "parts of arguments",
    { args: ["--key=s3cret", "-e", `X=${token}`, "-u", "bob:hunter2", `{"password":"pw1"}`, "pw1"] },
    {
      args: [
        ...["--key=${GITHUB_TOKEN}", "-e", "X=${GITHUB_TOKEN_2}", "-u", "bob:${GITHUB_TOKEN_3}"],
        ...['{"password":"${GITHUB_TOKEN_4}"}', "pw1"],
      ],
    },
    { GITHUB_TOKEN: "s3cret", GITHUB_TOKEN_2: token, GITHUB_TOKEN_3: "hunter2", GITHUB_TOKEN_4: "pw1" },
  ],
  [
    "a part of the URL",
    { url: `https://h/mcp?api_key=${token}&x=1` },
    { url: "https://h/mcp?api_key=${GITHUB_TOKEN}&x=1" },
    { GITHUB_TOKEN: token },
  ],
  [
    "replicas",
    {
      replicas: [
        `https://h/mcp?api_key=${token}`,
        { url: "https://g/mcp", headers: { Authorization: "Bearer s" } },
      ],
    },
    {
      replicas: [
        "https://h/mcp?api_key=${GITHUB_TOKEN}",
        { url: "https://g/mcp", headers: { Authorization: "Bearer ${GITHUB_AUTHORIZATION}" } },
      ],
    },
    { GITHUB_TOKEN: token, GITHUB_AUTHORIZATION: "s" },
  ],
  [
    "a token in a path, but not what only starts like one",
    { args: [`/srv/${token}/x`, "/aB3dE5gH7jK9mN1pQ3sT5vX7zA9cE1g"] },
    { args: ["${GITHUB_TOKEN}", "${GITHUB_TOKEN_2}"] },
    { GITHUB_TOKEN: `/srv/${token}/x`, GITHUB_TOKEN_2: "/aB3dE5gH7jK9mN1pQ3sT5vX7zA9cE1g" },
  ],
  ["auth", { auth: token }, { auth: "${GITHUB_TOKEN}" }, { GITHUB_TOKEN: token }],
  [
    "a variable that holds one in a longer text",
    {
      env: {
        OPENAPI_MCP_HEADERS: '{"Authorization": "Bearer ntn_12ab", "Notion-Version": "2022-06-28"}',
        EXTRA: `--verbose --with ${token}`,
        OPTIONS: '{"mode": "fast"}',
      },
    },
    {
      env: { OPENAPI_MCP_HEADERS: "${OPENAPI_MCP_HEADERS}", EXTRA: "${EXTRA}", OPTIONS: '{"mode": "fast"}' },
    },
    {
      OPENAPI_MCP_HEADERS: '{"Authorization": "Bearer ntn_12ab", "Notion-Version": "2022-06-28"}',
      EXTRA: `--verbose --with ${token}`,
    },
  ],
  [
    "a proxy and a private key",
    { proxy: "http://bob:hunter2@p.example", tls: { ca: "./ca.pem", key: "./key.pem", passphrase: "pw1" } },
    {
      proxy: "http://${GITHUB_TOKEN}:${GITHUB_TOKEN_2}@p.example",
      tls: { ca: "./ca.pem", key: "./key.pem", passphrase: "${GITHUB_PASSPHRASE}" },
    },
    { GITHUB_TOKEN: "bob", GITHUB_TOKEN_2: "hunter2", GITHUB_PASSPHRASE: "pw1" },
  ],
  ["OAuth stays", { auth: "oauth" }, { auth: "oauth" }, {}],
])("%s", (_, entry, want, secrets) => {
  const clean = withoutLiteralSecrets("github", entry as never);
  expect(clean.entry).toEqual(want);
  expect(clean.secrets).toEqual(secrets);
});
