import {
  chmod,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FileTokenStore } from "../../../../src/runtime/auth/index.js";

let root: string;
let folder: string;
let store: FileTokenStore;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "fmcp-store-"));
  folder = join(root, "data", "tokens");
  store = new FileTokenStore(folder);
});
afterEach(() => rm(root, { recursive: true }));

const mode = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

describe.skipIf(process.platform === "win32")("a file store", () => {
  it("keeps, replaces and forgets records in files of its user alone", async () => {
    process.umask(0);
    expect(await store.get("tokens-1")).toBeUndefined();
    await store.set("tokens-1", { a: 1 });
    await store.set("tokens-1", { a: 2 });
    expect(await store.get("tokens-1")).toEqual({ a: 2 });
    expect([await mode(folder), await mode(join(folder, "tokens-1.json"))]).toEqual(["700", "600"]);
    expect(await readdir(folder)).toEqual(["tokens-1.json"]);
    await store.delete("tokens-1");
    await store.delete("tokens-1");
    expect(await store.get("tokens-1")).toBeUndefined();
    process.umask(0o022);
  });

  it("replaces a file that was planted with mode 0644, and never widens it", async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(join(folder, "tokens-1.json"), '{"planted":true}', { mode: 0o644 });
    await expect(store.get("tokens-1")).rejects.toMatchObject({
      code: "AUTH_STORE",
      message: expect.stringContaining("chmod 0600") as string,
    });
    await store.set("tokens-1", { own: true });
    expect(await mode(join(folder, "tokens-1.json"))).toBe("600");
    expect(await store.get("tokens-1")).toEqual({ own: true });
  });

  it("follows no planted symlink, neither reading nor writing", async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const victim = join(root, "victim.json");
    await writeFile(victim, '{"victim":true}', { mode: 0o600 });
    await symlink(victim, join(folder, "tokens-1.json"));
    await expect(store.get("tokens-1")).rejects.toMatchObject({ code: "AUTH_STORE" });
    await store.set("tokens-1", { own: true });
    expect(await readFile(victim, "utf8")).toBe('{"victim":true}');
    expect((await lstat(join(folder, "tokens-1.json"))).isSymbolicLink()).toBe(false);
  });

  it("writes to no hard link of another file", async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const victim = join(root, "victim.json");
    await writeFile(victim, '{"victim":true}', { mode: 0o600 });
    await link(victim, join(folder, "tokens-1.json"));
    await store.set("tokens-1", { own: true });
    expect(await readFile(victim, "utf8")).toBe('{"victim":true}');
  });

  it("does not hang on a planted pipe", async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    execFileSync("mkfifo", ["-m", "600", join(folder, "tokens-1.json")]);
    await expect(store.get("tokens-1")).rejects.toMatchObject({ code: "AUTH_STORE" });
  });

  it.each([
    [
      "others can enter",
      async () => void (await mkdir(folder, { recursive: true }), await chmod(folder, 0o755)),
    ],
    [
      "is a symlink",
      async () => {
        await mkdir(join(root, "data"), { recursive: true });
        await mkdir(join(root, "elsewhere"), { mode: 0o700 });
        await symlink(join(root, "elsewhere"), folder);
      },
    ],
  ])("writes nothing to a folder that %s", async (_, prepare) => {
    await prepare();
    await expect(store.set("tokens-1", {})).rejects.toMatchObject({ code: "AUTH_STORE" });
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(["../x", "a/b", "", "A", "x".repeat(65), "a.json"])("takes no key %j", async (key) => {
    await expect(store.set(key, {})).rejects.toMatchObject({ code: "AUTH_STORE" });
  });

  it("says which file is broken", async () => {
    await store.set("tokens-1", {});
    await writeFile(join(folder, "tokens-1.json"), "{");
    await expect(store.get("tokens-1")).rejects.toMatchObject({
      code: "AUTH_STORE",
      message: expect.stringContaining("tokens-1.json") as string,
    });
  });

  it("clears only its own files", async () => {
    await store.set("tokens-1", {});
    await writeFile(join(folder, "README"), "mine");
    await store.clear();
    expect(await readdir(folder)).toEqual(["README"]);
    await new FileTokenStore(join(root, "nowhere")).clear();
  });

  it("shows readers the old or the new record, never half of one", async () => {
    const value = (i: number): object => ({ i, text: "x".repeat(50_000) });
    await store.set("tokens-1", value(0));
    let writing = true;
    const reads = (async () => {
      let count = 0;
      for (; writing; count++)
        expect(((await store.get("tokens-1")) as { text: string }).text).toHaveLength(50_000);
      return count;
    })();
    for (let i = 1; i <= 100; i++) await store.set("tokens-1", value(i));
    writing = false;
    expect(await reads).toBeGreaterThan(10);
  });
});
