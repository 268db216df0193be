import { chown, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { discover } from "../../../src/codegen/config/discover.js";
import { folderWith } from "./temporary-folder.js";

const NAMES = ["mcp.json", ".mcp.json", ".cursor/mcp.json", ".vscode/mcp.json"];

describe("discover", () => {
  it.each([
    ["mcp.json before all others", ["mcp.json", ".mcp.json", ".cursor/mcp.json"], ".", "mcp.json"],
    [".mcp.json before an editor's", [".mcp.json", ".cursor/mcp.json", ".vscode/mcp.json"], ".", ".mcp.json"],
    ["Cursor's before VS Code's", [".vscode/mcp.json", ".cursor/mcp.json"], ".", ".cursor/mcp.json"],
    ["VS Code's", [".vscode/mcp.json"], ".", ".vscode/mcp.json"],
    ["the nearest, upwards", ["mcp.json", "a/.mcp.json"], "a/b/c", "a/.mcp.json"],
    ["from the root of the repository", ["mcp.json"], "a/b/c", "mcp.json"],
    ["nothing", [], "a/b/c", undefined],
    ["nothing above the root of the repository", ["mcp.json", "a/b/.git/HEAD"], "a/b/c", undefined],
  ])("takes %s", async (_intent, files, from, want) => {
    const folder = await folderWith(Object.fromEntries(files.map((file) => [file, "{}"])));
    await mkdir(join(folder, from), { recursive: true });
    const found = await discover(join(folder, from), NAMES);
    expect(found.path).toBe(want === undefined ? undefined : join(folder, want));
  });

  it("reports where the search ended", async () => {
    const folder = await folderWith({});
    expect(await discover(join(folder, "x"), NAMES)).toEqual({
      path: undefined,
      top: folder,
      foreign: [],
    });
  });

  it("does not mistake a folder for a file", async () => {
    const folder = await folderWith({ "mcp.json/x": "", ".mcp.json": "{}" });
    expect((await discover(folder, NAMES)).path).toBe(join(folder, ".mcp.json"));
  });

  // only root can give a file away
  it.runIf(process.getuid?.() === 0)("skips a file of another user", async () => {
    const folder = await folderWith({ "mcp.json": "{}" });
    await chown(join(folder, "mcp.json"), 12_345, 12_345);
    expect(await discover(folder, NAMES)).toMatchObject({
      path: undefined,
      foreign: [join(folder, "mcp.json")],
    });
  });
});
