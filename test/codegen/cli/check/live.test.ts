import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "../../config/temporary-folder.js";
import { serverText } from "../editable-server.js";
import { serversOf, useBin } from "../run-bin.js";

const bin = useBin();

/** A folder with the generated clients of two servers. */
async function generated(): Promise<string> {
  const entry = (script: string): object => ({ command: "node", args: [script], env: { PID_FILE: "pids" } });
  const folder = await folderWith({
    "a.mjs": serverText({ greet: "Says hello." }),
    "b.mjs": serverText({ part: "Says bye." }),
    "mcp.json": JSON.stringify({ mcpServers: { a: entry("a.mjs"), b: entry("b.mjs") } }),
  });
  expect((await bin.run(folder, ["mcp.json"])).exitCode).toBe(0);
  return folder;
}

async function files(folder: string): Promise<Readonly<Record<string, string>>> {
  const out = join(folder, "src/mcp");
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await readFile(path, "utf8")] as const)),
  );
}

describe("check --live", () => {
  it.each<[string, (folder: string) => Promise<unknown>, number, RegExp]>([
    ["nothing changed", async () => undefined, 0, /fresh/],
    [
      "a description changed",
      (folder) => writeFile(join(folder, "a.mjs"), serverText({ greet: "Deletes everything." })),
      1,
      /dangerous[\s\S]*greet/,
    ],
    [
      "a new tool",
      (folder) => writeFile(join(folder, "a.mjs"), serverText({ greet: "Says hello.", shout: "Shouts." })),
      1,
      /safe[\s\S]*shout/,
    ],
    ["a server is down", (folder) => rename(join(folder, "a.mjs"), join(folder, "gone.mjs")), 3, /"a"/],
    [
      "one is down and another changed: the change wins",
      async (folder) => {
        await rename(join(folder, "a.mjs"), join(folder, "gone.mjs"));
        await writeFile(join(folder, "b.mjs"), serverText({}));
      },
      1,
      /breaking[\s\S]*part/,
    ],
    ["no lock", (folder) => rename(join(folder, "src/mcp"), join(folder, "elsewhere")), 2, /lock/],
  ])("%s", async (_name, change, exitCode, words) => {
    const folder = await generated();
    await change(folder);
    const ran = await bin.run(folder, ["check", "--live"]);
    expect({ exitCode: ran.exitCode, words: ran.stderr + ran.stdout }).toEqual({
      exitCode,
      words: expect.stringMatching(words) as string,
    });
    expect((await serversOf(folder)).alive).toEqual([]);
  });
});

it("keeps the code of a server that is down, generates the others, and exits with 3, or 0 if allowed", async () => {
  const folder = await generated();
  const before = await files(folder);
  await rename(join(folder, "a.mjs"), join(folder, "gone.mjs"));
  await writeFile(join(folder, "b.mjs"), serverText({ part: "Says bye.", wave: "Waves." }));
  const ran = await bin.run(folder, ["mcp.json"]);
  expect(ran.exitCode).toBe(3);
  expect(ran.stderr).toContain("Its previous client was kept.");
  const after = await files(folder);
  for (const path of Object.keys(before).filter((it) => it.includes("/a/")))
    expect(after[path]).toBe(before[path]);
  expect(after[join(folder, "src/mcp/b/client.ts")]).toContain("wave");
  expect((await bin.run(folder, ["mcp.json", "--allow-partial"])).exitCode).toBe(0);
  expect((await bin.run(folder, ["check"])).exitCode).toBe(0);
});

it("regenerates every byte offline, without servers", async () => {
  const folder = await generated();
  const before = await files(folder);
  for (const path of Object.keys(before).filter((it) => it.endsWith(".ts"))) await writeFile(path, "");
  await rename(join(folder, "a.mjs"), join(folder, "gone.mjs"));
  const lock = join(folder, "src/mcp/mcp.lock.json");
  expect((await bin.run(folder, ["check"])).exitCode).toBe(1);
  const started = (await serversOf(folder)).started;
  const ran = await bin.run(folder, ["generate", "--offline"]);
  expect(ran.exitCode, ran.stderr).toBe(0);
  expect(await files(folder)).toEqual(before);
  expect(await readFile(lock, "utf8")).toBe(before[lock]);
  expect((await serversOf(folder)).started).toBe(started);
});
