import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { decodeText, readConfigText } from "../../../src/shared/config/index.js";
import { editConfigText } from "../../../src/shared/config/edit/edit-config-text.js";

const configs = new URL("../../fixtures/configs/", import.meta.url);
/** As people published them, by their names alone; and in their clients' places. */
const folders = ["files/", "clients/third/"].map((name) => new URL(name, configs));
/** One server that describes itself has no place for others. */
const SINGLE = /^c(?:46|48|56)-/;

interface Case {
  readonly file: string;
  readonly text: string;
  readonly keys: readonly string[];
}

async function cases(): Promise<readonly Case[]> {
  const lists = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder, { recursive: true, withFileTypes: true });
      return names
        .filter((each) => each.isFile())
        .map((each) => pathToFileURL(join(each.parentPath, each.name)))
        .map((url) => ({ url, file: url.href.slice(folder.href.length) }));
    }),
  );
  const all = await Promise.all(
    lists.flat().map(async ({ url, file }) => {
      const text = decodeText(await readFile(url));
      const { servers, faults } = await readConfigText(text, { path: file });
      const isBroken = faults.some(({ pointer }) => pointer === "");
      return { file, text, keys: isBroken ? [] : servers.map(({ key }) => key) };
    }),
  );
  return all.filter(({ file, keys }) => keys.length > 0 && !SINGLE.test(file));
}

const files = await cases();
const entry = { command: "npx", args: ["-y", "added"], env: { A: "a" } };

it("covers at least 60 files", () => {
  expect(files.length).toBeGreaterThanOrEqual(60);
});

it.each(files)("$file: add and remove leave every byte", async ({ file, text, keys }) => {
  const added = await editConfigText(text, file, { kind: "add", key: "added", entry });
  const config = await readConfigText(added, { path: file });
  expect(config.servers.map(({ key }) => key).sort()).toEqual([...keys, "added"].sort());
  expect(config.servers.find(({ key }) => key === "added")).toMatchObject({
    command: "npx",
    args: ["-y", "added"],
    env: { A: "a" },
  });
  expect(await editConfigText(added, file, { kind: "remove", key: "added" })).toBe(text);
});

it.each(files)("$file: removing the first server leaves the others", async ({ file, text, keys }) => {
  const [first = "", ...others] = keys;
  const removed = await editConfigText(text, file, { kind: "remove", key: first });
  expect((await readConfigText(removed, { path: file })).servers.map(({ key }) => key)).toEqual(others);
});
