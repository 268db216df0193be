import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadSettings } from "../../../src/codegen/config/settings.js";
import type { Given } from "../../../src/codegen/options/option-values.js";
import { folderWith } from "./temporary-folder.js";

const config = JSON.stringify({
  mcpServers: {
    weather: { command: "weather" },
    github: { url: "https://example.com/mcp" },
    off: { command: "off", disabled: true },
    broken: { transport: "carrier-pigeon", url: "https://example.com" },
  },
});

async function settingsOf(files: Readonly<Record<string, string>>, flags: Given = {}) {
  const folder = await folderWith(files);
  return { folder, settings: await loadSettings(flags, folder) };
}

describe("loadSettings", () => {
  it("has a default for everything but the config", async () => {
    const { folder, settings } = await settingsOf({ "mcp.json": config });
    expect(settings).toMatchObject({
      servers: { path: join(folder, "mcp.json"), discovered: true },
      optionsPath: undefined,
      disabled: ["off"],
      globs: { include: [], exclude: [] },
      out: join(folder, "src/mcp"),
      importExt: "js",
      names: {},
    });
    expect(settings.entries.map((entry) => entry.key)).toEqual(["weather", "github"]);
    expect(settings.faults.map((fault) => fault.server)).toEqual(["broken"]);
  });

  it("takes an options file found upwards, overridden by a flag", async () => {
    const files = {
      "conf/mine.json": config,
      "fmcp.config.json":
        '{ "config": "conf/mine.json", "out": "a", "timeoutMs": 1000, "concurrency": 3, "names": {"a.b": "c"} }',
    };
    const { folder, settings } = await settingsOf(files, { out: "b", timeoutMs: 2_000 });
    expect(settings).toMatchObject({
      servers: { path: join(folder, "conf/mine.json"), discovered: false },
      optionsPath: join(folder, "fmcp.config.json"),
      out: join(folder, "b"),
      timeoutMs: 2_000,
      concurrency: 3,
      names: { "a.b": "c" },
    });
  });

  it.each([
    ["every server", {}, ["/mcp/cloud", "/mcp/a/arg"]],
    ["one of them", { servers: ["a"] }, ["/mcp/a/arg"]],
    ["one that is left out", { servers: ["a", "cloud"] }, ["/mcp/cloud", "/mcp/a/arg"]],
  ])("reports ignored settings and omitted entries of %s", async (_which, flags, want) => {
    const servers = {
      a: { type: "local", command: ["a"], arg: [] },
      cloud: { enabled: true },
      off: { type: "local", command: ["b"], arg: [], enabled: false },
    };
    const { settings } = await settingsOf({ "opencode.json": JSON.stringify({ mcp: servers }) }, flags);
    expect(new Set(settings.warnings.map(({ pointer }) => pointer))).toEqual(new Set(want));
  });

  it.each([
    ["a disabled server by name", { servers: ["off"] }, ["off"], []],
    ["no disabled server by a glob", { servers: ["of*", "weather"] }, ["weather"], []],
    ["a server without reporting faults of others", { servers: ["github"] }, ["github"], []],
    ["a server and reports its fault", { servers: ["github", "broken"] }, ["github"], ["broken"]],
  ])("selects %s", async (_intent, flags, want, faults) => {
    const { settings } = await settingsOf({ "mcp.json": config }, flags);
    expect(settings.entries.map((entry) => entry.key)).toEqual(want);
    expect(settings.faults.map((fault) => fault.server)).toEqual(faults);
  });

  it.each([
    [
      "nothing to find",
      {},
      {},
      "No config found: no mcp.json, .mcp.json, .cursor/mcp.json, .vscode/mcp.json or other client's file from ",
    ],
    ["a missing file", {}, { config: "nope.json" }, "No such file: "],
    [
      "malformed JSON",
      { "mcp.json": '{\n  "mcpServers": {\n    x\n' },
      {},
      /mcp\.json:3:5: The config is not valid JSON/,
    ],
    ["an empty file", { "mcp.json": "" }, {}, "No MCP servers defined"],
    ["no servers", { "mcp.json": '{ "mcpServers": {} }' }, {}, "No MCP servers defined"],
    ["only a broken server", { "mcp.json": config }, { servers: ["broken"] }, "/mcpServers/broken"],
    [
      "only a disabled server",
      { "mcp.json": '{"mcpServers":{"a":{"command":"x","disabled":true}}}' },
      {},
      "every selected server is disabled",
    ],
  ])("refuses %s", async (_intent, files: Record<string, string>, flags: Given, want) => {
    const folder = await folderWith(files);
    await expect(loadSettings(flags, folder)).rejects.toThrow(want);
  });
});
