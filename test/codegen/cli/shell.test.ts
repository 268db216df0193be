import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { folderWith } from "../config/temporary-folder.js";
import { runMain } from "./run-main.js";

const SCRIPT = fileURLToPath(new URL("fixtures/shell.mjs", import.meta.url));
const ENTRY = { command: process.execPath, args: [SCRIPT] };
const ONE = JSON.stringify({ mcpServers: { shell: ENTRY } });
const TWO = JSON.stringify({ mcpServers: { shell: ENTRY, other: { command: "none-such-command" } } });

const one = (): Promise<string> => folderWith({ "mcp.json": ONE });

describe("call", () => {
  it.each<[string, readonly string[], object]>([
    ["text", ["city=Oslo"], { city: "Oslo" }],
    ["text that looks like a number, if the schema says text", ["city=12"], { city: "12" }],
    ["a number", ["city=Oslo", "days=3"], { city: "Oslo", days: 3 }],
    ["a boolean", ["city=Oslo", "metric=true"], { city: "Oslo", metric: true }],
    ["a list, by repeating the name", ["city=Oslo", "tags=a", "tags=b"], { city: "Oslo", tags: ["a", "b"] }],
    ["one item of a list", ["city=Oslo", "tags=a"], { city: "Oslo", tags: ["a"] }],
    ["JSON", ["city=Oslo", 'tags:=["a,b"]'], { city: "Oslo", tags: ["a,b"] }],
    ["an object", ["--args", '{"city":"Oslo","days":2}'], { city: "Oslo", days: 2 }],
    ["a pair that overrides an object", ["--args", '{"city":"Oslo"}', "city=Bergen"], { city: "Bergen" }],
    ["text with an equals sign", ["city=a=b"], { city: "a=b" }],
  ])("sends %s as the schema requires", async (_, words, sent) => {
    const { exitCode, stdout, stderr } = await runMain(["call", "forecast", ...words, "--json"], await one());
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual(sent);
    expect(exitCode).toBe(0);
  });

  it.each<[string, readonly string[], string]>([
    ["a type", ["city=Oslo", "days=many"], "do not match its schema at days: expected "],
    ["a bound", ["city=Oslo", "days=0"], "do not match its schema at days: "],
    ["a missing argument", [], "Usage: forecast city=<string> [days=<integer>]"],
    ["a typo in an argument", ["citi=Oslo"], 'no argument "citi". Did you mean "city"?'],
    ["invalid JSON", ["city=Oslo", "tags:=[a"], '"tags:=" is followed by text that is not JSON.'],
    ["an --args that is not an object", ["--args", "[1]"], "--args is not a JSON object."],
    ["two targets", ["city=Oslo", "a.json", "b.json"], "name what to connect to"],
  ])("explains %s and exits with 2", async (_, words, message) => {
    const { exitCode, stdout, stderr } = await runMain(["call", "forecast", ...words], await one());
    expect(stderr.toLowerCase()).toContain(message.toLowerCase());
    expect(stdout).toBe("");
    expect(exitCode).toBe(2);
  });

  it.each<[string, readonly string[]]>([
    ["a command", ["--", process.execPath, SCRIPT]],
    ["a script", [SCRIPT]],
    ["a config", ["servers.json"]],
  ])("accepts %s in place of the nearest config", async (_, target) => {
    const folder = await folderWith({ "servers.json": ONE });
    const { exitCode, stdout } = await runMain(["call", "forecast", "city=Oslo", ...target], folder);
    expect(stdout).toBe("Sun in Oslo\n");
    expect(exitCode).toBe(0);
  });

  it("suggests the nearest tool, and exits with 2", async () => {
    const { exitCode, stderr } = await runMain(["call", "forcast", "city=Oslo"], await one());
    expect(stderr).toContain('Server "shell" has no tool "forcast". Did you mean "forecast"? It has ');
    expect(exitCode).toBe(2);
  });

  it("requires the server's name if there are several, and starts only that one", async () => {
    const folder = await folderWith({ "mcp.json": TWO });
    expect(await runMain(["call", "forecast", "city=Oslo"], folder)).toMatchObject({ exitCode: 2 });
    expect(await runMain(["call", "shell.forecast", "city=Oslo"], folder)).toMatchObject({
      exitCode: 0,
      stdout: "Sun in Oslo\n",
      stderr: "",
    });
    expect(await runMain(["call", "forecast", "city=Oslo", "-s", "shell"], folder)).toMatchObject({
      exitCode: 0,
    });
    const wrong = await runMain(["call", "shel.forecast", "city=Oslo"], folder);
    expect(wrong.stderr).toContain('Did you mean "shell"?');
  });

  it("prints an error of the tool to standard error, and exits with 1", async () => {
    const { exitCode, stdout, stderr } = await runMain(["call", "fails"], await one());
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain("no such region");
  });

  it("exits with 4 if the server cannot be started, also with JSON", async () => {
    const folder = await folderWith({ "mcp.json": TWO });
    const { exitCode, stdout, stderr } = await runMain(["call", "other.x", "--json"], folder);
    expect(exitCode).toBe(4);
    expect(stderr).toContain("none-such-command");
    expect(JSON.parse(stdout)).toMatchObject({
      server: "other",
      error: { code: expect.any(String) as string },
    });
  });

  it("saves images with --output, and reports what it does not show without it", async () => {
    const folder = await one();
    expect((await runMain(["call", "chart"], folder)).stderr).toContain("image/png, 68 bytes");
    const { exitCode, stderr } = await runMain(["call", "chart", "--output", "chart.png"], folder);
    expect(stderr).toContain("Wrote chart-2.png");
    expect(exitCode).toBe(0);
    for (const file of ["chart.png", "chart-2.png"])
      expect((await readFile(join(folder, file))).subarray(1, 4).toString()).toBe("PNG");
  });

  it("prints progress to standard error", async () => {
    const { stdout, stderr } = await runMain(["call", "steps"], await one());
    expect({ stdout, stderr }).toEqual({ stdout: "done\n", stderr: "1/2 half\n" });
  });

  it("prints the unchanged answer with --raw", async () => {
    const { stdout } = await runMain(["call", "forecast", "city=Oslo", "--raw"], await one());
    expect(JSON.parse(stdout)).toMatchObject({
      content: [{ type: "text", text: "Sun in Oslo" }],
      structuredContent: { city: "Oslo" },
    });
  });

  it("reads arguments from standard input with --args -", async () => {
    const stdin = Readable.from([Buffer.from('{"city":'), Buffer.from('"Oslo"}')]);
    const { stdout } = await runMain(["call", "forecast", "--args", "-"], await one(), {}, { stdin });
    expect(stdout).toBe("Sun in Oslo\n");
  });

  it("checks arguments against the lock with --offline, without a server", async () => {
    const folder = await one();
    expect((await runMain(["call", "forecast", "city=Oslo", "--offline"], folder)).stderr).toContain(
      "mcp.lock.json does not exist",
    );
    expect((await runMain(["generate", "-q"], folder)).exitCode).toBe(0);
    const right = await runMain(["call", "shell.forecast", "city=Oslo", "days=2", "--offline"], folder);
    expect(right).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(right.stdout)).toEqual({ city: "Oslo", days: 2 });
    expect(await runMain(["call", "shell.forecast", "days=2", "--offline"], folder)).toMatchObject({
      exitCode: 2,
    });
  });
});

describe("list", () => {
  it("prints how each item is used", async () => {
    const { exitCode, stdout } = await runMain(["list"], await one());
    expect(exitCode).toBe(0);
    for (const line of [
      "shell  (shell 1.0.0, 2026-07-28)",
      "    forecast city=<string> [days=<integer>] [tags=<array>] [metric=<boolean>]  — Weather to come",
      "    docs://intro  — How to begin",
      "    docs://{section}/{page}  — page",
      "    greet name=",
    ])
      expect(stdout.split("\n")).toContain(line);
  });

  it.each([
    [
      "next to one that was found",
      [],
      "Using mcp.json; also found: .cursor/mcp.json (2 servers); name one to use it\n",
    ],
    ["not next to one that was named", ["mcp.json"], ""],
    ["not when quiet", ["--quiet"], ""],
  ])("names the configs that are not used, %s", async (_when, args, want) => {
    const folder = await folderWith({ "mcp.json": ONE, ".cursor/mcp.json": TWO });
    const { exitCode, stderr } = await runMain(["list", ...args], folder);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: want });
  });

  it("prints models and failures as JSON, and exits with 3 if one of two failed", async () => {
    const folder = await folderWith({ "mcp.json": TWO });
    const { exitCode, stdout } = await runMain(["list", "--json", "-x", "shell.c*"], folder);
    expect(exitCode).toBe(3);
    const report = JSON.parse(stdout) as { servers: { tools: { name: string }[] }[]; failures: object[] };
    expect(report.servers[0]?.tools.map(({ name }) => name)).toEqual(["fails", "forecast", "steps"]);
    expect(report.failures).toMatchObject([{ server: "other" }]);
  });
});

describe("read, prompt, complete, ping", () => {
  it.each<[readonly string[], number, string]>([
    [["read", "docs://intro"], 0, "Read me\n"],
    [["read", "docs://a/b"], 0, "docs://a/b\n"],
    [["read", "docs://none"], 4, ""],
    [["prompt", "greet", "name=Ada"], 0, "user: Hello Ada\n"],
    [["prompt", "greet"], 2, ""],
    [["prompt", "greeet", "name=Ada"], 2, ""],
    [["complete", "docs://{section}/{page}", "page=in", "section=g/"], 0, "g/install\ng/index\n"],
    [["complete", "greet"], 2, ""],
  ])("%j exits with %i", async (argv, exitCode, stdout) => {
    expect(await runMain(argv, await one())).toMatchObject({ exitCode, stdout });
  });

  it("saves the contents of a resource", async () => {
    const folder = await one();
    expect((await runMain(["read", "image://logo", "--output", "logo.png"], folder)).exitCode).toBe(0);
    expect((await readFile(join(folder, "logo.png"))).subarray(1, 4).toString()).toBe("PNG");
  });

  it("pings every server, and exits with 3 if one failed", async () => {
    const folder = await folderWith({ "mcp.json": TWO });
    const { exitCode, stdout } = await runMain(["ping", "--json"], folder);
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject([
      { server: "shell", ok: true, protocolVersion: "2026-07-28" },
      { server: "other", ok: false },
    ]);
  });
});
