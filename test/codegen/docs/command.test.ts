import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { serverEntry, serversOf, useBin } from "../cli/run-bin.js";

describe("fmcp-codegen docs", () => {
  const bin = useBin();
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "fmcp-docs-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const configure = (servers: Record<string, object>): Promise<void> =>
    writeFile(join(folder, "mcp.json"), JSON.stringify({ mcpServers: servers }));
  const page = (): Promise<string> => readFile(join(folder, "docs.html"), "utf8");

  it("asks the servers of a config before anything was generated", async () => {
    await configure({ greeter: serverEntry("greeter", folder) });
    const { exitCode, stderr, stdout } = await bin.run(folder, ["docs", "mcp.json", "-o", "docs.html"]);
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toContain("Wrote docs.html: 1 server");
    expect(await page()).toMatch(/<code>greet<\/code>[\s\S]*Says hello\./);
    expect((await serversOf(folder)).alive).toEqual([]);
  });

  it("reads the lock without asking, for changes and token costs", async () => {
    await configure({ greeter: serverEntry("greeter", folder) });
    await bin.run(folder, ["mcp.json", "-o", "src/mcp"]);
    const { started } = await serversOf(folder);
    const lock = join(folder, "src/mcp/mcp.lock.json");
    await writeFile(
      join(folder, "old.json"),
      (await readFile(lock, "utf8")).replace("Says hello.", "Says hi."),
    );

    const { exitCode, stdout } = await bin.run(folder, ["docs", "--against", "old.json"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/<del>Says hi\.<\/del><ins>Says hello\.<\/ins>/);
    expect((await bin.run(folder, ["docs"])).stdout).not.toContain("<ins>");
    const tokens = await bin.run(folder, ["docs", "--tokens"]);
    expect(tokens.stdout, tokens.stderr).toMatch(
      /^greeter \(\d+ tools?\) +\d+\n(?: {2}.*\n)* {2}greet +\d+$/m,
    );
    expect((await serversOf(folder)).started).toBe(started);
  });

  it("shows the other servers if one is down, and says so", async () => {
    await configure({ greeter: serverEntry("greeter", folder), down: serverEntry("dies", folder) });
    const args = ["docs", "mcp.json", "-o", "docs.html"];
    expect((await bin.run(folder, args)).exitCode).toBe(3);
    expect(await page()).toMatch(/<p class="error text">down could not be queried/);
    expect((await bin.run(folder, [...args, "--allow-partial"])).exitCode).toBe(0);
    expect((await bin.run(folder, [...args, "-s", "down"])).exitCode).toBe(4);
  });

  it.each([
    ["no lock and no config", ["docs", "-o", "docs.html"], 2],
    ["no such config", ["docs", "nothing.json"], 2],
    ["no such state", ["docs", "--against", "nothing.json"], 2],
  ])("%s is a usage error", async (_name, args, want) => {
    expect((await bin.run(folder, args)).exitCode).toBe(want);
  });
});
