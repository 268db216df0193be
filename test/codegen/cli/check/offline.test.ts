import { appendFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
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
      /mcp\.lock\.json does not exist\. A run that would have written it was cut off/,
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
