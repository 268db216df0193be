import { describe, expect, it } from "vitest";
import {
  buildModel,
  type QuoteMasks,
  type ServerModel,
  withoutQuoted,
} from "../../../src/codegen/model/index.js";
import { parseConfig, type ServerEntry } from "../../../src/shared/config/index.js";
import type { JsonObject } from "../../../src/shared/json/json.js";
import { maskOf, quotableSecrets } from "../../../src/shared/secrets/index.js";

const SECRET = "tokS3cret/With+Sl4sh=1";

/** How a server may write what it was given. */
const FORMS: Readonly<Record<string, string>> = {
  raw: SECRET,
  percent: encodeURIComponent(SECRET),
  base64: Buffer.from(SECRET).toString("base64"),
  basic: Buffer.from(`user:${SECRET}`).toString("base64"),
  hex: Buffer.from(SECRET).toString("hex"),
  html: SECRET.replace("/", "&#47;"),
};

const url = "https://api.example.com/mcp";
/** Fields of a config that hold the secret. */
const FIELDS: Readonly<Record<string, object>> = {
  header: { url, headers: { "X-Custom": SECRET } },
  bearer: { url, headers: { Authorization: `Bearer ${SECRET}` } },
  auth: { url, auth: SECRET },
  password: { url: `https://bob:${encodeURIComponent(SECRET)}@api.example.com/mcp` },
  query: { url: `${url}?q=${encodeURIComponent(SECRET)}` },
  variable: { command: "node", args: ["x.js"], env: { ANY: SECRET } },
  flag: { command: "node", args: ["x.js", "--token", SECRET] },
  argument: { command: "node", args: ["x.js", SECRET] },
};

function entryOf(field: object): ServerEntry {
  const { servers, faults } = parseConfig({ mcpServers: { s: field } });
  expect(faults).toEqual([]);
  return servers[0] as ServerEntry;
}

function masksOf(config: object): QuoteMasks {
  const { possible, certain } = quotableSecrets(entryOf(config));
  return { possible: maskOf(possible) ?? String, certain: maskOf(certain) };
}

const schema = { type: "object", properties: { a: { type: "string" } } };
const modelOf = (lists: object, more: object = {}): ServerModel =>
  buildModel({
    ...{ key: "s", era: "legacy", protocolVersion: "2025-11-25", capabilities: {}, clientCapabilities: {} },
    ...{ serverInfo: { name: "x", version: "1" }, instructions: undefined, lists, ...more },
  });
const tool = (more: object): ServerModel =>
  modelOf({
    tools: [
      { name: "good", inputSchema: schema },
      { name: "t", inputSchema: schema, ...more },
    ],
  });
const within = (a: JsonObject): ServerModel => tool({ inputSchema: { ...schema, properties: { a } } });

/** Places where a server quotes: replaced there, and where the warning says that it is. */
const SHOWN: readonly (readonly [string, (quoted: string) => ServerModel, pointer: string])[] = [
  ["instructions", (q) => modelOf({}, { instructions: `use ${q}` }), "/instructions"],
  ["the server's name", (q) => modelOf({}, { serverInfo: { name: q, version: "1" } }), "/serverInfo/name"],
  ["a description", (q) => tool({ description: `with ${q}.` }), "/description"],
  ["a title", (q) => tool({ annotations: { title: q } }), "/annotations/title"],
  ["_meta", (q) => tool({ _meta: { tags: [q] } }), "/meta/tags/0"],
  ["a name in _meta", (q) => tool({ _meta: { [q]: 1 } }), "/meta"],
  ["a property's description", (q) => within({ description: q }), "/inputSchema/properties/a/description"],
  ["a default", (q) => within({ default: q }), "/inputSchema/properties/a/default"],
  ["an example", (q) => within({ examples: [{ b: q }] }), "/inputSchema/properties/a/examples/0/b"],
  ["an unknown keyword", (q) => within({ "x-note": q }), "/inputSchema/properties/a/x-note"],
  [
    "an argument of a prompt",
    (q) => modelOf({ prompts: [{ name: "p", arguments: [{ name: "a", description: q }] }] }),
    "/arguments/0/description",
  ],
  ["a resource's name", (q) => modelOf({ resources: [{ uri: "x://a", name: q }] }), "/name"],
];

/** Places of which a call needs every character: the item is left out. */
const EXACT: readonly (readonly [string, (quoted: string) => ServerModel, pointer: string])[] = [
  ["a tool's name", (q) => modelOf({ tools: [{ name: q, inputSchema: schema }] }), "/name"],
  ["a URI", (q) => modelOf({ resources: [{ uri: `x://${q}`, name: "a" }] }), "/uri"],
  [
    "a template",
    (q) => modelOf({ resourceTemplates: [{ uriTemplate: `x://${q}/{a}`, name: "a" }] }),
    "/uriTemplate",
  ],
  [
    "a prompt's argument",
    (q) => modelOf({ prompts: [{ name: "p", arguments: [{ name: q }] }] }),
    "/arguments/0/name",
  ],
  ["a value of an enum", (q) => within({ enum: ["a", q] }), "/inputSchema/properties/a/enum/1"],
  [
    "a property's name",
    (q) => tool({ inputSchema: { type: "object", properties: { [q]: {} } } }),
    "/inputSchema/properties",
  ],
];

const itemsOf = (model: ServerModel): number =>
  model.tools.length + model.resources.length + model.resourceTemplates.length + model.prompts.length;

describe("withoutQuoted", () => {
  const places = [
    ...SHOWN.map((row) => [...row, true] as const),
    ...EXACT.map((row) => [...row, false] as const),
  ];
  it.each(places)(
    "has no secret of the config in %s, in any form, from any field",
    (_place, make, pointer, keeps) => {
      for (const [field, config] of Object.entries(FIELDS))
        for (const [form, quoted] of Object.entries(FORMS)) {
          const said = make(quoted);
          const masks = masksOf(config);
          const model = withoutQuoted(said, masks);
          const where = `${field} as ${form}`;
          expect(JSON.stringify(model), where).not.toContain(quoted);
          if (keeps) expect(JSON.stringify(model), where).toContain("***");
          expect(model.diagnostics, where).toEqual([
            expect.objectContaining({ code: "SECRET_QUOTED", severity: "warning", pointer }),
          ]);
          expect(itemsOf(said) - itemsOf(model), where).toBe(keeps ? 0 : 1);
          expect(withoutQuoted(model, masks), where).toEqual(model);
        }
    },
  );

  it.each<[intent: string, config: object, value: string, want: "kept" | "left out"]>([
    ["a value that might be a secret", { env: { NAME: "Zq7!acme" } }, "Zq7!acme", "kept"],
    [
      "a value that looks like a token",
      { env: { ANY: "ghp_0123456789abcdefABCD" } },
      "ghp_0123456789abcdefABCD",
      "left out",
    ],
    [
      "the same under a name that says so",
      { env: { API_KEY: "acme-2024-0117-0442" } },
      "acme-2024-0117-0442",
      "left out",
    ],
    [
      "a password within a URL",
      { env: { DB: "postgres://u:acme-2024-01@db/x" } },
      "acme-2024-01",
      "left out",
    ],
  ])("an item that needs %s", (_, config, value, want) => {
    const said = within({ enum: ["a", value] });
    const model = withoutQuoted(said, masksOf({ command: "node", ...config }));
    expect(JSON.stringify(model.tools).includes(value)).toBe(want === "kept");
    expect(model.diagnostics).toEqual([
      expect.objectContaining({
        code: "SECRET_QUOTED",
        message: expect.stringContaining(want === "kept" ? "If it is a secret" : "It is left out") as string,
      }),
    ]);
  });

  it("changes no number of a schema", () => {
    const said = within({ type: "integer", maximum: 9471, default: 9471, enum: [1024, 9471] });
    expect(withoutQuoted(said, masksOf({ url, headers: { "X-Pin": "9471" } }))).toBe(said);
  });

  it("compares what it masked no longer with what the server lists", () => {
    const { masked } = withoutQuoted(tool({ description: SECRET }), masksOf({ url, auth: SECRET }));
    expect(masked).toEqual(["/tools/t/description"]);
  });
});

describe("quotableSecrets", () => {
  const said =
    "4096 of 128000 by customer_id, created_at or api_token at https://gitlab.example.com/api/v4 with sentence-transformers/all-MiniLM-L6-v2 or gpt-4o-2024-08-06; https://weather.example.com/v4: Weather of eu-west-1 on port 8080 in /srv/data as My Server for production: use gpt-4o, debug or 42.";
  it.each<[string, object]>([
    [
      "words, places and numbers in variables",
      {
        ...{ command: "node", args: ["x.js", "--name", "My Server", "/srv/data"] },
        env: { REGION: "eu-west-1", PORT: "8080", DIR: "/srv/data", MODEL: "gpt-4o", LOG: "debug", N: "42" },
      },
    ],
    [
      "a URL of harmless parts",
      {
        command: "node",
        args: ["--api=https://weather.example.com/v4"],
        env: { BASE: "https://weather.example.com/v4" },
      },
    ],
    [
      "values under names with a word of secrets",
      {
        ...{ command: "node", args: ["x.js", "--max-tokens", "4096"] },
        env: {
          ...{
            MAX_TOKENS: "4096",
            TOKEN_LIMIT: "128000",
            PRIMARY_KEY: "customer_id",
            SORT_KEY: "created_at",
          },
          ...{ AUTH_MODE: "api_token", API_URL: "https://gitlab.example.com/api/v4" },
          ...{ EMBEDDING_MODEL: "sentence-transformers/all-MiniLM-L6-v2", MODEL: "gpt-4o-2024-08-06" },
        },
      },
    ],
    [
      "words in headers and queries",
      { url: `${url}?kind=weather`, headers: { "X-Env": "production", "X-Region": "eu-west-1" } },
    ],
    [
      "a word for a password",
      {
        command: "node",
        args: [],
        env: { PASSWORD: "Weather", DB: "postgres://weather:weather@db/weather" },
      },
    ],
    ["a password that is short", { url, headers: { "X-Api-Key": "42" } }],
  ])("does not hide %s", (_intent, config) => {
    expect(maskOf(quotableSecrets(entryOf(config)).possible)?.(said) ?? said).toBe(said);
  });

  it.each<[string, object, string]>([
    ["a short password", { command: "node", args: [], env: { DB_PASSWORD: "hunter2" } }, "hunter2"],
    ["a number", { url, headers: { "X-Pin": "9471" } }, "9471"],
    ["a password of words", { command: "node", args: [], env: { PASS: "correct horse" } }, "correct horse"],
    [
      "the password of a URL",
      { command: "node", args: [], env: { DB: "postgres://weather:pw-7@db" } },
      "pw-7",
    ],
  ])("hides %s", (_intent, config, secret) => {
    expect(maskOf(quotableSecrets(entryOf(config)).possible)?.(`It is "${secret}".`)).toBe('It is "***".');
  });
});
