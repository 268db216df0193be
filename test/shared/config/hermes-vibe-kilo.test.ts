import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { clientFile } from "../../../src/codegen/config/client-files.js";
import { parseConfig, readConfigText } from "../../../src/shared/config/index.js";
import { toldOnce } from "../../../src/shared/config/notes.js";
import { folderWith } from "../../codegen/config/temporary-folder.js";

const HERMES = "/home/u/.hermes/config.yaml";
const VIBE = "/home/u/.vibe/config.toml";

it.each<[string, string, object, readonly string[]]>([
  ["include alone counts", "{ include: [a], exclude: [a, b] }", { includeTools: ["a"] }, []],
  ["one name", "{ include: a }", { includeTools: ["a"] }, []],
  ["exclude", "{ exclude: [b], resources: true }", { excludeTools: ["b"] }, []],
  ["empty lists set nothing", "{ include: [], exclude: [], resources: true, prompts: true }", {}, []],
  ["reports what is not hidden", "{ prompts: false }", {}, ['"tools.prompts": Its prompts are not hidden.']],
])("Hermes, %s: tools: %s", async (_, tools, want, said) => {
  const text = `mcp_servers:\n  x:\n    command: y\n    timeout: 120\n    tools: ${tools}\n`;
  for (const path of [HERMES, "/p/elsewhere.yaml"]) {
    const { servers, faults, warnings = [], dialect } = await readConfigText(text, { path });
    expect({ dialect, faults }).toEqual({ dialect: "hermes", faults: [] });
    const [{ includeTools, excludeTools, tools: changed, timeoutMs } = {} as never] = servers;
    expect({ ...(includeTools && { includeTools }), ...(excludeTools && { excludeTools }) }).toEqual(want);
    expect({ changed, timeoutMs }).toEqual({ changed: undefined, timeoutMs: 120_000 });
    expect(warnings.map(({ message }) => message)).toEqual(said);
  }
});

it("reads transforms of tools that are called include and exclude", async () => {
  const text = '{ "mcpServers": { "x": { "command": "y", "tools": { "include": { "name": "z" } } } } }';
  expect((await readConfigText(text, { path: "/p/mcp.json" })).servers[0]?.tools).toEqual({
    include: { name: "z" },
  });
});

it.each<[string, string, object]>([
  ["", 'api_key_env = "KEY"', { Authorization: "Bearer ${KEY}" }],
  ["", 'api_key_env = "KEY"\napi_key_header = "X-Key"\napi_key_format = "{token}"', { "X-Key": "${KEY}" }],
  ["", 'api_key_env = "KEY"\nheaders = { authorization = "Basic x" }', { authorization: "Basic x" }],
])("Vibe%s: %s", async (_, fields, headers) => {
  const text = `[[mcp_servers]]\nname = "a"\ntransport = "http"\nurl = "http://h.example"\n${fields}\n\n[[mcp_servers]]\nname = "b"\ntransport = "stdio"\ncommand = "x"\ntool_timeout_sec = 30\n`;
  const { servers, faults, warnings, dialect } = await readConfigText(text, { path: VIBE });
  expect({ dialect, faults, warnings }).toEqual({ dialect: "vibe", faults: [], warnings: undefined });
  expect(servers[0]).toMatchObject({ key: "a", kind: "http", headers });
  expect(servers[1]).toMatchObject({ key: "b", kind: "stdio", command: "x", timeoutMs: 30_000 });
});

it.each([
  ["kilo", ".config/kilo/kilo.jsonc"],
  ["kilo", ".kilocode/cli/global/settings/mcp_settings.json"],
  ["hermes", ".hermes/config.yaml"],
  ["vibe", ".vibe/config.toml"],
])("--from %s reads ~/%s", async (id, file) => {
  const home = await folderWith({});
  await mkdir(dirname(join(home, file)), { recursive: true });
  await writeFile(join(home, file), "");
  expect(clientFile(id, home)).toBe(join(home, file));
});

it.each([
  [
    ".kilo/kilo.jsonc",
    { mcp: { x: { type: "local", command: ["y", "z"], timeout: 10_000 } } },
    "kilo",
    10_000,
  ],
  [
    ".kilo/mcp.json",
    { mcpServers: { x: { command: "y", args: ["z"], timeout: 10 } } },
    "kilo-legacy",
    10_000,
  ],
])("reads %s of Kilo Code", async (path, document, dialect, timeoutMs) => {
  const read = await readConfigText(JSON.stringify(document), { path: `/p/${path}` });
  expect(read).toMatchObject({ dialect, servers: [{ key: "x", command: "y", args: ["z"], timeoutMs }] });
  expect(read.servers[0]?.folder).toBe("/p");
});

it.each([
  ["auto", "auto"],
  ["legacy", "legacy"],
  ["modern", "2026-07-28"],
])("fast-agent: protocol_mode %s is the protocol %s", (mode, want) => {
  const servers = { a: { command: "x", protocol_mode: mode } };
  const config = parseConfig({ mcp: { servers } }, { path: "fastagent.config.yaml" });
  expect(config.servers).toMatchObject([{ protocol: want }]);
  expect(config.warnings).toBeUndefined();
});

it("reports a note about several whole entries once", () => {
  const extensions = { a: { type: "builtin" }, b: { type: "builtin" }, c: { cmd: "c", type: "stdio" } };
  const { warnings = [] } = parseConfig({ extensions }, { path: ".config/goose/config.yaml" });
  expect(toldOnce(warnings).map(({ message }) => message)).toEqual([
    expect.stringContaining("(And of 1 other server.)"),
  ]);
});
