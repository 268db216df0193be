import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { DIALECTS } from "../../../src/shared/config/dialects/index.js";
import { parseConfig, readConfigText } from "../../../src/shared/config/index.js";
import { toldOnce } from "../../../src/shared/config/notes.js";
import { describeConfig } from "./describe-config.js";

const folder = new URL("../../fixtures/configs/", import.meta.url);

interface Row {
  readonly file: string;
  /** The client that owns the dialect: its documentation decides. `mcp`: what several share. */
  readonly client: string;
  readonly reads: readonly string[];
}
const rowsOf = async (list: string): Promise<readonly Row[]> =>
  JSON.parse(await readFile(new URL(list, folder), "utf8")) as readonly Row[];

/** `files`: what people published, by its name alone; `clients`: what the documentation of each client allows, in its place. */
describe.each(["files", "clients"])("%s as other clients write them", async (kind) => {
  const rows = await rowsOf(kind === "files" ? "expected.json" : "clients.json");

  it.each(rows)("$file, $client", async ({ file, client, reads }) => {
    const config = await readConfigText(await readFile(new URL(`${kind}/${file}`, folder)), { path: file });
    expect(config.dialect ?? "mcp").toBe(client);
    expect(describeConfig(config)).toEqual(reads);
  });

  it("has a row for every file", async () => {
    const found = await readdir(new URL(`${kind}/`, folder), { recursive: true, withFileTypes: true });
    const root = fileURLToPath(new URL(`${kind}/`, folder));
    const files = found
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
    expect(rows.map(({ file }) => file)).toEqual(files.sort());
  });
});

describe("the unit of timeout", () => {
  const entry = { command: "x", timeout: 60 };
  it.each([
    [".roo/mcp.json", entry, 60_000],
    [".kilocode/mcp.json", entry, 60_000],
    ["cline_mcp_settings.json", entry, 60_000],
    [".gemini/settings.json", { ...entry, timeout: 600 }, 600],
    [".kiro/settings/mcp.json", { ...entry, timeout: 60_000, autoApprove: [] }, 60_000],
    ["opencode.json", { ...entry, timeout: 600 }, 600],
    [".amazonq/mcp.json", { ...entry, timeout: 120_000 }, 120_000],
    ["mcp.json", { ...entry, autoApprove: [] }, 60_000],
    ["mcp.json", { ...entry, autoApprove: [], timeout: 120_000 }, 120_000],
    ["mcp.json", { ...entry, timeout: 30_000 }, 30_000],
    ["mcp.json", { command: "x", timeoutMs: 60 }, 60],
    ["mcp.json", { command: "x", tool_timeout_sec: 2.5 }, 2_500],
    ["mcp.json", { command: "x", timeout: "2m" }, 120_000],
    ["mcp.json", { command: "x", timeoutMs: 315_360_000_000 }, 2 ** 31 - 1],
    ["mcp.json", { command: "x", tool_timeout_sec: 315_360_000 }, 2 ** 31 - 1],
  ])("in %s: %j is %d ms", (path, server, want) => {
    const place = path === "opencode.json" ? "mcp" : "mcpServers";
    const { servers, warnings } = parseConfig({ [place]: { s: server } }, { path });
    expect(servers.map(({ timeoutMs }) => timeoutMs)).toEqual([want]);
    expect(warnings).toBeUndefined();
  });

  it("counts as seconds if no client is known and milliseconds would be too few", () => {
    const { servers, warnings } = parseConfig({ mcpServers: { s: entry } });
    expect(servers).toMatchObject([{ timeoutMs: 60_000 }]);
    expect(warnings).toMatchObject([
      { pointer: "/mcpServers/s/timeout", message: '"timeout": 60 is read as seconds.' },
    ]);
  });
});

describe("a file of containers", () => {
  const servers = { pw: { command: "npx", args: ["pw"] } };
  it.each([
    ["of VS Code", { image: "x", customizations: { vscode: { mcp: { servers } } } }, ["pw: stdio npx pw"]],
    ["with no servers", { image: "x", name: "c" }, ["fault : No MCP servers defined in the config."]],
  ])("does not take %s for an entry of Docker's catalogue", (_which, document, want) => {
    const read = describeConfig(parseConfig(document, { path: "/p/.devcontainer/devcontainer.json" }));
    expect(read).toEqual(want.map((line) => expect.stringContaining(line) as string));
    expect(describeConfig(parseConfig(document))).toEqual(read);
  });
});

describe("documents that are one server", () => {
  it.each([
    [
      "a catalogue of Docker",
      {
        registry: {
          github: {
            type: "server",
            image: "mcp/github",
            secrets: [{ name: "github.token", env: "GITHUB_TOKEN" }],
            env: [{ name: "LEVEL", value: "info" }],
            command: ["stdio"],
          },
          hosted: { type: "remote", remote: { transport_type: "sse", url: "https://h.example/x" } },
        },
      },
      [
        "github: stdio docker run -i --rm -e GITHUB_TOKEN -e LEVEL mcp/github stdio, GITHUB_TOKEN=${GITHUB_TOKEN}, LEVEL=info",
        "hosted: sse https://h.example/x",
      ],
    ],
    [
      "a description of the registry",
      {
        name: "io.github.owner/weather",
        packages: [
          {
            registryType: "pypi",
            identifier: "weather",
            version: "1.2.0",
            transport: { type: "stdio" },
            packageArguments: [
              {
                type: "named",
                name: "--units",
                value: "{units}",
                variables: { units: { default: "metric" } },
              },
              { type: "positional", valueHint: "city", isRequired: true },
            ],
            environmentVariables: [
              { name: "KEY", isRequired: true, isSecret: true },
              { name: "OPTIONAL" },
              { name: "MODE", default: "fast" },
            ],
          },
        ],
      },
      ["weather: stdio uvx weather@1.2.0 --units metric ${CITY}, KEY=${KEY}, MODE=fast"],
    ],
    [
      "a remote of the registry",
      {
        name: "io.github.owner/r",
        remotes: [
          {
            type: "streamable-http",
            url: "https://{tenant}.example/mcp",
            variables: { tenant: { isRequired: true } },
            headers: [{ name: "X-Api-Key", isRequired: true, isSecret: true }],
          },
        ],
      },
      ["r: http https://${TENANT}.example/mcp, X-Api-Key: ${X_API_KEY}"],
    ],
    [
      "a bundle for another system",
      {
        manifest_version: "0.3",
        name: "b",
        compatibility: { platforms: ["darwin"] },
        server: { type: "binary", mcp_config: { command: "${__dirname}/b" } },
      },
      ["warning : It runs on darwin only, and this is linux."],
    ],
    [
      "a bundle with an override",
      {
        manifest_version: "0.3",
        name: "b",
        user_config: { key: { type: "string", title: "Key", sensitive: true } },
        server: {
          mcp_config: {
            command: "a",
            env: { K: "${user_config.key}" },
            platform_overrides: { linux: { command: "b" } },
          },
        },
      },
      ["b: stdio b, K=${user_config.key}"],
    ],
    [
      "FastMCP over HTTP",
      { source: { path: "s.py" }, deployment: { transport: "http", host: "0.0.0.0", port: 8_000 } },
      ["s: http http://127.0.0.1:8000/mcp"],
    ],
  ])("%s", (_, document, want) => {
    expect(describeConfig(parseConfig(document))).toEqual(want);
  });
});

it("reports the same note for several servers once", () => {
  const entry = { command: "x", blub: 1 };
  const { warnings = [] } = parseConfig({ mcpServers: { a: entry, b: entry, c: { ...entry, arg: 1 } } });
  expect(toldOnce(warnings).map(({ pointer, message }) => `${pointer}: ${message}`)).toEqual([
    '/mcpServers/a/blub: "blub": No such field is known. (And of 2 other servers.)',
    '/mcpServers/c/arg: "arg": No such field is known. Did you mean "args"?',
  ]);
});

it("names every client once, with its documentation", () => {
  const ids = DIALECTS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { docs, title } of DIALECTS) expect(docs, title).toMatch(/^https:\/\//);
});
