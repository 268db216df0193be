import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ConfigSource, generate, introspect, parseConfig } from "../../../src/codegen/index.js";

const LISTS = fileURLToPath(new URL("../introspect/fixtures/lists.mjs", import.meta.url));
const SCRIPT = {
  capabilities: { tools: {} },
  lists: { "tools/list": [[{ name: "look", inputSchema: { type: "object" } }]] },
};
const weather = { command: process.execPath, args: [LISTS, JSON.stringify(SCRIPT)] };
const config = { mcpServers: { weather, off: { ...weather, disabled: true } } };
const withFault = { mcpServers: { weather, broken: { comand: "typo" } } };

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "fmcp-api-"));
  await writeFile(join(root, "mcp.json"), JSON.stringify(config));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const SOURCES: readonly (readonly [string, () => ConfigSource])[] = [
  ["the path of a config", () => join(root, "mcp.json")],
  ["its URL", () => pathToFileURL(join(root, "mcp.json"))],
  ["a config", () => config],
  ["VS Code's dialect", () => ({ servers: config.mcpServers })],
  ["a parsed config", () => parseConfig(config)],
  ["entries", () => parseConfig(config).servers],
];

describe.each(SOURCES)("%s", (_name, source) => {
  it("can be introspected", async () => {
    const { models, failures } = await introspect(source());
    expect(failures).toEqual([]);
    expect(models.map(({ key, tools }) => [key, tools.map(({ name }) => name)])).toEqual([
      ["weather", ["look"]],
    ]);
  });

  it("can be generated", async () => {
    const out = join(root, "out");
    const { exitCode, faults, servers } = await generate({ config: source(), out, format: false });
    expect({ exitCode, faults }).toEqual({ exitCode: 0, faults: [] });
    expect(servers).toMatchObject([{ key: "weather", status: "generated", tools: 1 }]);
    expect((await readdir(out)).sort()).toEqual(["index.ts", "mcp.lock.json", "weather"]);
  });
});

describe("an entry that cannot be used", () => {
  it("leaves other servers alone when asking", async () => {
    const { models, failures } = await introspect(withFault);
    expect(models.map(({ key }) => key)).toEqual(["weather"]);
    expect(failures).toMatchObject([{ server: "broken", code: "CONFIG_INVALID" }]);
    expect(failures[0]?.message).toContain("/mcpServers/broken");
  });

  it("leaves other servers alone when generating, and keeps its previous code", async () => {
    const out = join(root, "out");
    await generate({ config: { mcpServers: { weather, broken: weather } }, out, format: false });
    const report = await generate({ config: withFault, out, format: false });
    expect(report.exitCode).toBe(2);
    expect(report.faults).toMatchObject([{ server: "broken", pointer: "/mcpServers/broken" }]);
    expect((await readdir(out)).sort()).toEqual(["broken", "index.ts", "mcp.lock.json", "weather"]);
  });

  it.each([
    ["the only one", { mcpServers: { broken: {} } }, "CONFIG_INVALID"],
    ["no server", {}, "CONFIG_INVALID"],
    ["a missing file", "no-such.json", "CONFIG_NOT_FOUND"],
  ])("%s is an error", async (_name, source, code) => {
    await expect(introspect(source)).rejects.toMatchObject({ code });
    await expect(generate({ config: source, out: join(root, "out") })).rejects.toMatchObject({ code });
  });
});

it("needs only the lock when offline", async () => {
  const out = join(root, "out");
  await generate({ config, out, format: false });
  await rm(join(out, "weather"), { recursive: true });
  const { servers, exitCode } = await generate({ out, offline: true, format: false });
  expect({ exitCode, servers }).toMatchObject({ exitCode: 0, servers: [{ key: "weather" }] });
  expect((await readdir(join(out, "weather"))).sort()).toEqual([
    "catalogue.ts",
    "client.ts",
    "contract.ts",
    "index.ts",
    "schemas.ts",
    "types.ts",
  ]);
});
