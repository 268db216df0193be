import { lstat, readFile, readlink, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { encodeText, type TextEncoding } from "../../../src/shared/config/formats/encoding.js";
import { folderWith } from "../config/temporary-folder.js";
import { runMain } from "./run-main.js";

const ADD = ["add", "new", "https://h.example/mcp"];
const ONE = '{ "mcpServers": { "own": { "command": "x" } } }\n';

it("changes the file that a link points to, and leaves the link", async () => {
  const folder = await folderWith({ "real/mcp.json": ONE });
  await symlink("real/mcp.json", join(folder, "mcp.json"));
  await symlink("real/later.json", join(folder, "later.json"));
  for (const file of ["mcp.json", "later.json"]) {
    expect((await runMain([...ADD, "-f", file], folder)).exitCode).toBe(0);
    expect((await lstat(join(folder, file))).isSymbolicLink()).toBe(true);
    expect(await readlink(join(folder, file))).toBe(`real/${file}`);
    expect(await readFile(join(folder, "real", file), "utf8")).toContain("https://h.example/mcp");
  }
});

it("says that a circle of links cannot be written", async () => {
  const folder = await folderWith({});
  await symlink("mcp.json", join(folder, "mcp.json"));
  const { exitCode } = await runMain([...ADD, "-f", "mcp.json"], folder);
  expect(exitCode).toBe(2);
  expect(await readlink(join(folder, "mcp.json"))).toBe("mcp.json");
});

it.each<TextEncoding>([
  { name: "utf-8", marked: true },
  { name: "utf-16le", marked: true },
  { name: "utf-16be", marked: true },
  { name: "utf-16le", marked: false },
  { name: "utf-16be", marked: false },
])("keeps $name, marked: $marked", async (encoding) => {
  const before = encodeText(ONE.replace("x", "größe 🙂"), encoding);
  const folder = await folderWith({});
  const path = join(folder, "mcp.json");
  await writeFile(path, before);
  expect((await runMain(ADD, folder)).exitCode).toBe(0);
  const added = await readFile(path);
  expect(added.length).toBeGreaterThan(before.length);
  expect([...added.subarray(0, 4)]).toEqual([...before.subarray(0, 4)]);
  expect((await runMain(["remove", "new"], folder)).exitCode).toBe(0);
  expect([...(await readFile(path))]).toEqual([...before]);
});
