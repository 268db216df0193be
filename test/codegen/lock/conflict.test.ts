import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { check, loadContract } from "../../../src/codegen/check/index.js";
import { readLock, readMergedLock } from "../../../src/codegen/lock/index.js";
import { generate } from "../../../src/codegen/run/generate.js";
import { parseConfig } from "../../../src/shared/config/index.js";
import { generated, LOCK, reworded, weather } from "../check/contract-folder.js";

const server = (description: string): string =>
  JSON.stringify({
    capabilities: { tools: {} },
    lists: { "tools/list": [[{ name: "say", description, inputSchema: { type: "object" } }]] },
  });
const lists = fileURLToPath(new URL("../introspect/fixtures/lists.mjs", import.meta.url));
const entry = (description: string): object => ({
  command: process.execPath,
  args: [lists, server(description)],
});
const entriesOf = (mcpServers: object) => parseConfig({ mcpServers }).servers;

describe("a lock in which a merge left conflict markers", () => {
  it.each([
    ["two sides", ""],
    ["two sides and the common base", "||||||| base\n"],
  ])("is resolved by generate: %s", async (_what, base) => {
    const folder = await generated({ models: [] });
    const out = join(folder, "mcp");
    const run = (entries: ReturnType<typeof entriesOf>) => generate({ entries, out, others: [] });
    await run(entriesOf({ a: entry("Ours."), b: entry("Old.") }));
    const ours = await readFile(join(folder, LOCK), "utf8");
    await run(entriesOf({ a: entry("Theirs."), c: entry("New.") }));
    const theirs = await readFile(join(folder, LOCK), "utf8");
    await writeFile(
      join(folder, LOCK),
      `<<<<<<< HEAD\n${ours}${base === "" ? "" : `${base}{ "broken\n`}=======\n${theirs}>>>>>>> branch\n`,
    );
    const conflicted = loadContract({ out: "mcp" }, folder);
    await expect(conflicted).rejects.toMatchObject({ code: "LOCK_CONFLICT" });
    await expect(conflicted).rejects.toThrow("fmcp-codegen generate");

    const entries = entriesOf({ a: entry("Now."), b: { command: "/no/such/program" }, c: entry("New.") });
    const { servers } = await generate({ entries, out, others: [], allowPartial: true });
    expect(servers.map(({ key, status }) => [key, status])).toEqual([
      ["a", "generated"],
      ["b", "kept"],
      ["c", "generated"],
    ]);
    const lock = readLock(await readFile(join(folder, LOCK), "utf8"), LOCK);
    expect(Object.keys(lock.servers)).toEqual(["a", "b", "c"]);
    expect(lock.servers["a"]?.model.tools[0]?.description).toBe("Now.");
    expect((await check(await loadContract({ out: "mcp" }, folder))).fresh).toBe(true);
  });

  it("combines both sides, and prefers ours", async () => {
    const folder = await generated({ models: [weather] });
    const ours = await readFile(join(folder, LOCK), "utf8");
    const other = await generated({ models: [reworded(weather), { ...weather, key: "tides" }] });
    const theirs = await readFile(join(other, LOCK), "utf8");
    const merged = readMergedLock(`<<<<<<< a\n${ours}=======\n${theirs}>>>>>>> b\n`, LOCK);
    expect(Object.keys(merged.servers).sort()).toEqual(["tides", "weather"]);
    expect(merged.servers["weather"]?.model.instructions).toBe(weather.instructions);
    expect(Object.keys(merged.files)).toHaveLength(13);
  });

  it("is refused if a side is not a lock", () => {
    const text = "<<<<<<< a\n{}\n=======\n[]\n>>>>>>> b\n";
    expect(() => readMergedLock(text, LOCK)).toThrow(expect.objectContaining({ code: "LOCK_INVALID" }));
  });
});

it.each([3_000, 200_000])("refuses a lock nested %i levels deep by name", async (depth) => {
  const folder = await generated({ models: [weather] });
  const text = await readFile(join(folder, LOCK), "utf8");
  const nested = `${"[".repeat(depth)}${"]".repeat(depth)}`;
  await writeFile(join(folder, LOCK), text.replace('"inputSchema": {', `"inputSchema": { "x": ${nested},`));
  await expect(loadContract({ out: "mcp" }, folder)).rejects.toMatchObject({ code: "LOCK_INVALID" });
});
