import { describe, expect, it } from "vitest";
import { folderWith } from "../config/temporary-folder.js";
import { useBin } from "./run-bin.js";

const bin = useBin();

const config = {
  "mcp.json": '{ "mcpServers": { "weather": { "command": "true" }, "github": { "command": "true" } } }',
};

describe("help", () => {
  it.each([[["--help"]], [["-h"]], [["help"]], [["generate", "--help"]], [["help", "generate"]]])(
    "prints %j to stdout, with flags, examples and exit codes",
    async (args) => {
      const { exitCode, stdout, stderr } = await bin.run(await folderWith({}), args);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      for (const part of ["--out <folder>", "--import-ext", "Examples:", "Exit codes:", "130 interrupted"])
        expect(stdout).toContain(part);
    },
  );

  it("prints the version of the package with --version", async () => {
    const { exitCode, stdout } = await bin.run(await folderWith({}), ["--version"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  });
});

describe("an invalid command line or config: exit code 2, one line with its place and what to do", () => {
  it.each<[string, Record<string, string>, string[], string]>([
    [
      "a flag with a typo",
      config,
      ["--ouT", "x"],
      "error: unknown option '--ouT' (Did you mean --out?) See fmcp-codegen --help.",
    ],
    ["a flag without its value", config, ["--out"], "argument missing"],
    ["a wrong choice", config, ["--import-ext", "mjs"], "Allowed choices are js, ts, none."],
    ["not a number", config, ["--concurrency", "many"], "Write a whole number from 1 to 1000."],
    ["not a time", config, ["--timeout", "soon"], "Write 15s, 500ms, 2m, or milliseconds."],
    [
      "a time probably meant in seconds",
      config,
      ["--timeout", "10"],
      "A bare number is milliseconds; write 10s or 10ms.",
    ],
    ["two configs", config, ["mcp.json", "other.json"], "too many arguments"],
    ["a command with a typo", config, ["genrate"], 'Did you mean the command "generate"?'],
    [
      "a server with a typo",
      config,
      ["--server", "wether"],
      '--server wether: the config has no such server. Did you mean "weather"?',
    ],
    [
      "nothing left",
      config,
      ["--exclude", "*"],
      "leave no server to generate. The config has: weather, github.",
    ],
    [
      "no config",
      {},
      [],
      "No config found: no mcp.json, .mcp.json, .cursor/mcp.json, .vscode/mcp.json or other client's file from ",
    ],
    ["a missing config", {}, ["nope.json"], "No such file: "],
    [
      "a config that is a folder",
      { "mcp.json/x": "" },
      ["mcp.json"],
      "mcp.json is a folder, not a config file.",
    ],
    [
      "malformed JSON",
      { "mcp.json": '{\n  "mcpServers": {\n    x\n' },
      [],
      "mcp.json:3:5: The config is not valid JSON",
    ],
    ["no server", { "mcp.json": '{ "mcpServers": {} }' }, [], "No MCP servers defined in the config."],
    ["an empty entry", { "mcp.json": '{ "mcpServers": { "a": {} } }' }, [], "mcp.json:1:24 /mcpServers/a: "],
    [
      "an unknown transport",
      { "mcp.json": '{ "mcpServers": { "a": { "url": "http://x", "type": "pigeon" } } }' },
      [],
      "pigeon",
    ],
    [
      "an options file with a typo",
      { ...config, "fmcp.config.json": '{ "outt": "x" }' },
      [],
      'unknown option "outt". Did you mean "out"?',
    ],
    ["a missing options file", config, ["--config", "nope.ts"], "No such file: "],
    [
      "control characters",
      config,
      ["--server", "\u001b]0;x\u0007"],
      "--server \\u{1b}]0;x\\u{7}: the config has no such server.",
    ],
  ])("%s", async (_intent, files, args, want) => {
    const { exitCode, stdout, stderr } = await bin.run(await folderWith(files), args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(want);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it("prints every fault of a config", async () => {
    const text = '{ "mcpServers": {\n  "a": {},\n  "b": { "url": 3 }\n} }';
    const { exitCode, stderr } = await bin.run(await folderWith({ "mcp.json": text }), []);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^error: mcp\.json:2:\d+ \/mcpServers\/a: .*\nerror: mcp\.json:3:\d+ \/mcpServers\/b\/url: /,
    );
  });

  it("reports faults to programs with --json", async () => {
    const { exitCode, stdout } = await bin.run(await folderWith({}), ["--json"]);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      exitCode: 2,
      error: { code: "CONFIG_NOT_FOUND", message: expect.any(String) },
    });
  });

  it("refuses --json with --stdout", async () => {
    const { exitCode, stderr } = await bin.run(await folderWith(config), ["--stdout", "--json"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("option '--stdout' cannot be used with option '--json'");
  });

  it("prints an annotation with the place for GitHub Actions", async () => {
    const folder = await folderWith({ "mcp.json": '{\n "mcpServers": [' });
    const { stderr } = await bin.run(folder, [], { env: { GITHUB_ACTIONS: "true" } });
    expect(stderr).toMatch(
      /^::error file=mcp\.json,line=2,col=\d+,title=fmcp-codegen::mcp\.json:2:\d+: The config is not valid JSON/m,
    );
  });
});
