import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "../../config/temporary-folder.js";
import { serverText } from "../editable-server.js";
import { useBin } from "../run-bin.js";

const bin = useBin();
const OLD = { greet: "Says hello.", leave: "Says bye.", wait: "Waits." };
/** `greet` says another thing, `leave` is gone, `shout` is new. */
const NEW = { greet: "Says good day.", shout: "Shouts.", wait: "Waits." };
const CHANGES = ["greet", "leave", "shout"];

/** Clients of a server that has changed since. */
async function changed(): Promise<string> {
  const folder = await folderWith({
    "a.mjs": serverText(OLD),
    "mcp.json": JSON.stringify({
      mcpServers: { a: { command: "node", args: ["a.mjs"], env: { PID_FILE: "pids" } } },
    }),
  });
  expect((await bin.run(folder, ["mcp.json"])).exitCode).toBe(0);
  await writeFile(join(folder, "a.mjs"), serverText(NEW));
  return folder;
}

/** Names of the tools that `diff` still tells of. */
async function left(folder: string): Promise<readonly string[]> {
  const { stdout } = await bin.run(folder, ["diff", "--format", "json"]);
  const { changes } = JSON.parse(stdout) as {
    changes: readonly { readonly subject?: { readonly name: string } }[];
  };
  const told = JSON.stringify(changes);
  return CHANGES.filter((name) => told.includes(`"${name}"`));
}

describe("diff --accept", () => {
  it.each([
    ["a change", ["a.greet"], ["leave", "shout"]],
    ["a removed tool", ["a.leave"], ["greet", "shout"]],
    ["a new tool", ["a.shout"], ["greet", "leave"]],
    ["two of them", ["a.greet", "a.shout"], ["leave"]],
    ["a whole server", ["a"], []],
  ])("takes %s into the lock, and generates", async (_what, selectors, want) => {
    const folder = await changed();
    const flags = selectors.flatMap((selector) => ["--accept", selector]);
    const { stderr } = await bin.run(folder, ["diff", ...flags, "--fail-on", "any"]);
    expect(stderr).toMatch(/Accepted \d change/);
    expect(await left(folder)).toEqual(want);
    expect((await bin.run(folder, ["check"])).exitCode).toBe(0);
    const client = await readFile(join(folder, "src/mcp/a/client.ts"), "utf8");
    expect(client.includes("Says good day.")).toBe(!want.includes("greet"));
    expect(client.includes("Says bye.")).toBe(want.includes("leave"));
    expect(client.includes("Shouts.")).toBe(!want.includes("shout"));
    expect(client).toContain("Waits.");
  });

  it("writes nothing if one of the names is unknown", async () => {
    const folder = await changed();
    const lock = await readFile(join(folder, "src/mcp/mcp.lock.json"), "utf8");
    const { exitCode, stderr } = await bin.run(folder, ["diff", "--accept", "a.greet", "--accept", "a.gret"]);
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("a.gret: neither the lock nor the server has it") as string,
    });
    expect(await readFile(join(folder, "src/mcp/mcp.lock.json"), "utf8")).toBe(lock);
  });
});
