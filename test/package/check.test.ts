import { appendFile, copyFile, cp } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/bundle.mjs";
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
  it("makes the files in a checkout, where the version does not say which code it is", async () => {
    const { exitCode, functions } = await functionsLoaded(bin(), await clients(), ["check"]);
    expect(exitCode).toBe(0);
    expect([...functions]).toEqual(expect.arrayContaining(MAKES));
  });

  describe("of a release", () => {
    // what the tarball holds: the code is known by its version where the sources are not
    beforeAll(async () => {
      const release = dirname(dirname(bin()));
      await copyFile(join(root, "package.json"), join(release, "package.json"));
      await cp(join(root, "templates"), join(release, "templates"), { recursive: true });
    });

    it("makes nothing where everything is fresh", async () => {
      const { exitCode, functions } = await functionsLoaded(bin(), await clients(), ["check"]);
      expect(exitCode).toBe(0);
      expect([...functions]).toContain("isKnownFresh");
      expect(MAKES.filter((name) => functions.has(name))).toEqual([]);
    });

    it("makes the files where one is not", async () => {
      const folder = await clients();
      await appendFile(join(folder, "src/mcp/index.ts"), "\n");
      const { exitCode, functions } = await functionsLoaded(bin(), folder, ["check"]);
      expect(exitCode).toBe(1);
      expect([...functions]).toEqual(expect.arrayContaining(MAKES));
    });
  });
});
