import { appendFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generateFromModel } from "../../../../src/codegen/run/generate-from-model.js";
import type { ServerModel } from "../../../../src/codegen/model/index.js";
import { folderWith } from "../../config/temporary-folder.js";
import { useBin } from "../run-bin.js";

const bin = useBin();
const WEATHER = new URL("../../../fixtures/models/weather.json", import.meta.url);
const OUT = "src/mcp";

async function generated(): Promise<string> {
  const model = JSON.parse(await readFile(WEATHER, "utf8")) as ServerModel;
  const { files, lock } = generateFromModel([model]);
  const all = new Map([...files, ["mcp.lock.json", lock]]);
  return folderWith(Object.fromEntries([...all].map(([path, text]) => [`${OUT}/${path}`, text])));
}

async function interrupted(out: string): Promise<void> {
  await mkdir(join(out, ".fmcp-staging"));
  const owner = { pid: 2 ** 30, host: hostname(), started: 0 };
  await writeFile(join(out, ".fmcp-staging/owner.json"), JSON.stringify(owner));
}

describe("check", () => {
  it.each<[string, (out: string) => Promise<unknown>, number, RegExp, RegExp]>([
    ["fresh", async () => undefined, 0, /fresh/, /^$/],
    [
      "an edited file: the diff goes to stdout, the advice to stderr",
      (out) => appendFile(join(out, "weather/index.ts"), "export {};\n"),
      1,
      /weather\/index\.ts: edited[\s\S]*generate --offline/,
      /^--- weather\/index\.ts\n\+\+\+ [\s\S]*\n-export \{\};\n?$/,
    ],
    ["no lock", (out) => rm(join(out, "mcp.lock.json")), 2, /mcp\.lock\.json does not exist/, /^$/],
    [
      "no lock, after a run that was cut off",
      async (out) => {
        await rm(join(out, "mcp.lock.json"));
        await mkdir(join(out, ".fmcp-staging"));
      },
      2,
      /A run was interrupted before it wrote its first file, or is writing now: .*mcp\.lock\.json does not exist/,
      /^$/,
    ],
    [
      "the old state, after a run that was interrupted before it put its first file",
      interrupted,
      1,
      /^error: A run was interrupted while it wrote into src\/mcp[^\n]+repairs this\.\n/,
      /^$/,
    ],
    [
      "files that an interrupted run did not put",
      async (out) => {
        await interrupted(out);
        await appendFile(join(out, "weather/index.ts"), "export {};\n");
        await rm(join(out, "weather/types.ts"));
      },
      1,
      /^error: A run was interrupted [^]+weather\/index\.ts: differs from the lock[^]+weather\/types\.ts: differs from the lock/,
      /./,
    ],
    [
      "a run that is writing now",
      async (out) => {
        await mkdir(join(out, ".fmcp-staging"));
        const owner = { pid: process.pid, host: hostname(), started: 0 };
        await writeFile(join(out, ".fmcp-staging/owner.json"), JSON.stringify(owner));
      },
      0,
      /A run is writing into src\/mcp now[^]+fresh/,
      /^$/,
    ],
    ["no folder", (out) => rm(out, { recursive: true }), 2, /mcp\.lock\.json does not exist/, /^$/],
    [
      "an unfinished merge",
      async (out) => {
        const lock = await readFile(join(out, "mcp.lock.json"), "utf8");
        await writeFile(join(out, "mcp.lock.json"), `<<<<<<< ours\n${lock}=======\n${lock}>>>>>>> theirs\n`);
      },
      2,
      /merge conflicts/,
      /^$/,
    ],
  ])("%s", async (_name, change, exitCode, talk, data) => {
    const folder = await generated();
    await change(join(folder, OUT));
    const ran = await bin.run(folder, ["check"]);
    expect(ran).toMatchObject({
      exitCode,
      stderr: expect.stringMatching(talk) as string,
      stdout: expect.stringMatching(data) as string,
    });
  });

  it("is fresh again when generate has repaired what an interrupted run left, and said so", async () => {
    const folder = await generated();
    await interrupted(join(folder, OUT));
    await rm(join(folder, OUT, "index.ts"));
    const repaired = await bin.run(folder, ["generate", "--offline"]);
    expect(repaired.stderr).toContain("This run repaired what it left.");
    expect((await bin.run(folder, ["check"])).exitCode).toBe(0);
    expect((await bin.run(folder, ["generate", "--offline"])).stderr).not.toContain("repaired");
  });

  it("reports the same as --json", async () => {
    const folder = await generated();
    await rm(join(folder, OUT, "index.ts"));
    const { stdout, exitCode } = await bin.run(folder, ["check", "--json"]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      fresh: false,
      files: [{ path: "index.ts", reason: "missing" }],
    });
  });
});
