import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { folderWith } from "../config/temporary-folder.js";
import { serverText } from "./editable-server.js";
import { useBin } from "./run-bin.js";

const MANIFEST = {
  ...{ manifest_version: "0.3", name: "b", version: "1.0.0" },
  server: { type: "node", mcp_config: { command: "node", args: ["${__dirname}/server.mjs"] } },
};

/** A folder with `b.mcpb`, and one for temporary files. */
async function folderWithBundle(): Promise<{ readonly folder: string; readonly temporary: string }> {
  const folder = await folderWith({ "package.json": "{}" });
  const files = {
    "manifest.json": strToU8(JSON.stringify(MANIFEST)),
    "server.mjs": strToU8(serverText({ say: "Says it." })),
  };
  await writeFile(join(folder, "b.mcpb"), zipSync(files));
  return { folder, temporary: await folderWith({}) };
}

describe("a bundle that is named as a target", () => {
  const bin = useBin();

  it.each([
    [["list", "b.mcpb"], "say"],
    [["ping", "b.mcpb"], "b"],
    [["call", "say", "b.mcpb"], ""],
    [["docs", "b.mcpb"], "say"],
    [["b.mcpb", "-o", "out", "--dry-run"], ""],
    [["b.mcpb", "-o", "out", "--stdout"], "say"],
  ])("leaves nothing behind after %j", async (args, shown) => {
    const { folder, temporary } = await folderWithBundle();
    const before = await readdir(folder);
    const ran = await bin.run(folder, args, { env: { TMPDIR: temporary } });
    expect(ran).toMatchObject({ exitCode: 0 });
    expect(`${ran.stdout}${ran.stderr}`).toContain(shown);
    expect(await readdir(folder)).toEqual(before);
    expect(await readdir(temporary)).toEqual([".git"]);
  });

  it("is kept unpacked where code is generated that starts it", async () => {
    const { folder } = await folderWithBundle();
    expect((await bin.run(folder, ["b.mcpb", "-o", "out"])).exitCode).toBe(0);
    expect(await readdir(folder)).toEqual(expect.arrayContaining(["b", "b.mcpb", "out"]));
    // It is the one that is used then.
    expect((await bin.run(folder, ["list", "b.mcpb"])).stdout).toContain("say");
    expect(await readdir(join(folder, "b"))).toEqual(["manifest.json", "server.mjs"]);
  });
});
