import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateFromModel } from "../../../src/codegen/run/generate-from-model.js";
import { STAGING_NAME } from "../../../src/codegen/write/index.js";
import { useBuiltBin } from "../../package/built.js";

const bin = useBuiltBin();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fmcp-files-"));
  const { files, lock } = generateFromModel([]);
  expect(files.size).toBeGreaterThan(0);
  await writeFile(join(folder, "mcp.lock.json"), lock);
  for (const [path, text] of files) await writeFile(join(folder, path), text);
  await writeFile(join(folder, "mcp.json"), '{"mcpServers":{"a":{"command":"node","args":["-e","0"]}}}');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(process.platform === "win32")("a process that may open few files", () => {
  it.each(
    [20, 25, 30, 40].flatMap((limit) =>
      ["generate mcp.json -o out", "check -o .", "record a.t mcp.json"].map(
        (command) => [limit, command] as const,
      ),
    ),
  )("with %i says so, and leaves nothing behind: %s", async (limit, command) => {
    const run = `ulimit -n ${limit}; exec node "${bin()}" ${command}`;
    const { exitCode, stderr } = await execa("bash", ["-c", run], { cwd: folder, reject: false });
    expect(stderr).toMatch(/^error: Too many files are open at once\. Raise the limit/);
    expect(stderr).not.toMatch(/\n +at /);
    expect(exitCode).toBe(2);
    expect(existsSync(join(folder, "out"))).toBe(false);
    expect(await readdir(folder)).not.toContain(STAGING_NAME);
  });
});
