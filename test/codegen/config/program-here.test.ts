import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { isProgramHere } from "../../../src/codegen/config/targets/program-here.js";

it.skipIf(process.platform === "win32").each([
  ["a program", "uvx", true],
  ["a text", "notes", false],
  ["a folder", "folder", false],
  ["nothing", "absent", false],
])("finds %s in PATH, or does not", async (_, name, want) => {
  const folder = await mkdtemp(join(tmpdir(), "program-here-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const file of ["uvx", "notes"]) await writeFile(join(folder, file), "#!/bin/sh\n");
  await chmod(join(folder, "uvx"), 0o755);
  await mkdir(join(folder, "folder"));
  expect(isProgramHere(name, { PATH: ["/nowhere", folder].join(delimiter) })).toBe(want);
});
