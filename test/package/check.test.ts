import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generateFromModel } from "../../src/codegen/index.js";
import { folderWith } from "../codegen/config/temporary-folder.js";
import { readRecording, RELEASES } from "../releases/releases.js";
import { useBuiltBin } from "./built.js";
import { functionsLoaded } from "./functions-loaded.js";

const bin = useBuiltBin();

/** Of each stage that makes files, one function. */
const MAKES = ["planServers", "printPlan", "rootIndexRegions"];

async function clients(): Promise<string> {
  const { files, lock } = generateFromModel(RELEASES.map((release) => readRecording(release)[1]));
  const written = [...files, ["mcp.lock.json", lock] as const];
  return folderWith(Object.fromEntries(written.map(([path, text]) => [`src/mcp/${path}`, text])));
}

describe("check", () => {
  it("makes every file again, and passes it by the gate", async () => {
    const { exitCode, functions } = await functionsLoaded(bin(), await clients(), ["check"]);
    expect(exitCode).toBe(0);
    expect([...functions]).toEqual(expect.arrayContaining(MAKES));
  });

  it("finds a file that is not as it was made", async () => {
    const folder = await clients();
    await appendFile(join(folder, "src/mcp/index.ts"), "\n");
    expect((await functionsLoaded(bin(), folder, ["check"])).exitCode).toBe(1);
  });
});
