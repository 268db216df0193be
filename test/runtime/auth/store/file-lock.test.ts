import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, open, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { acquireFileLock } from "../../../../src/runtime/auth/store/file-lock.js";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fmcp-lock-"));
  path = join(folder, "a.lock");
});
afterEach(() => rm(folder, { recursive: true }));

const owner = (pid: number, host = hostname()): string => JSON.stringify({ pid, host, id: "x" });

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => child.once("exit", resolve));
  return child.pid ?? 0;
}

/** Twenty take the lock one after the other: how many held it at once. */
async function mostHolders(): Promise<number> {
  let holders = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      const release = await acquireFileLock(path, undefined, { pollMs: 2 });
      most = Math.max(most, ++holders);
      await new Promise((resolve) => setTimeout(resolve, 3));
      holders--;
      await release();
    }),
  );
  return most;
}

describe("a file lock", () => {
  it("is held by one at a time", async () => {
    expect(await mostHolders()).toBe(1);
    await expect(stat(path)).rejects.toThrow();
  });

  it.each<[string, () => Promise<string>, boolean]>([
    ["a process that is gone", async () => owner(await deadPid()), false],
    ["a holder that was silent too long", async () => owner(process.pid, "elsewhere"), true],
    ["a half-written file, in time", async () => "", true],
  ])("of %s is taken over", async (_, content, old) => {
    await writeFile(path, await content());
    if (old) await utimes(path, new Date(0), new Date(0));
    await (
      await acquireFileLock(path, AbortSignal.timeout(2000))
    )();
  });

  // Many rounds: who looked at the dead holder's file and comes late must not remove the next one's.
  it.each(Array.from({ length: 30 }, (_, round) => round))(
    "left by a crash is taken over by one of many, round %i",
    async () => {
      await writeFile(path, owner(2 ** 22 + 1));
      expect(await mostHolders()).toBe(1);
      expect(await readdir(folder)).toEqual([]);
    },
  );

  it("is taken over even if another process crashed while taking it over", async () => {
    const dead = owner(2 ** 22 + 1);
    await writeFile(path, dead);
    const claim = `${path}.${createHash("sha256").update(dead).digest("hex").slice(0, 12)}`;
    await writeFile(claim, owner(2 ** 22 + 2));
    await (
      await acquireFileLock(path, AbortSignal.timeout(5_000))
    )();
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ["a living process", () => owner(process.pid)],
    ["a process of another machine", () => owner(1, "elsewhere")],
  ])("of %s is waited for, as long as the caller wants", async (_, content) => {
    await writeFile(path, content());
    await expect(acquireFileLock(path, AbortSignal.timeout(150))).rejects.toMatchObject({
      name: "TimeoutError",
    });
  });

  it("leaves no lock behind if the disk is full", async () => {
    const probe = await open(join(folder, "probe"), "w");
    const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    const write = vi
      .spyOn(Object.getPrototypeOf(probe) as typeof probe, "writeFile")
      .mockRejectedValueOnce(full);
    try {
      await expect(acquireFileLock(path)).rejects.toThrow("Cannot lock");
      expect(await readdir(folder)).toEqual(["probe"]);
    } finally {
      write.mockRestore();
      await probe.close();
    }
  });

  it("stays alive while it is held", async () => {
    const release = await acquireFileLock(path, undefined, { staleMs: 200, beatMs: 40 });
    await expect(acquireFileLock(path, AbortSignal.timeout(600), { staleMs: 200 })).rejects.toMatchObject({
      name: "TimeoutError",
    });
    await release();
  });
});
