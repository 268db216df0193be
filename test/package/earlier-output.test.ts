import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execaNode } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/bundle.mjs";
import { importBundled } from "../support/import-bundled.js";
import { sourcePaths } from "../support/source-aliases.js";
import { writeFiles } from "./installed.js";
import type * as Earlier from "./fixtures/before-fmcp-runtime/index.js";

const { resolve } = createRequire(import.meta.url);

/** What was generated before `fmcp-runtime` was a package of its own: it imports `fmcp-codegen/runtime` and hands zod over. */
const EARLIER = join(root, "test/package/fixtures/before-fmcp-runtime");

describe("code that was generated before fmcp-runtime", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(root, "node_modules/.cache/fmcp-earlier-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("compiles", { timeout: 120_000 }, async () => {
    const compilerOptions = {
      target: "es2022",
      lib: ["es2023", "esnext.disposable", "dom"],
      module: "nodenext",
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck: true,
      types: ["node"],
      typeRoots: [join(root, "node_modules/@types")],
      paths: sourcePaths,
    };
    await writeFiles(folder, { "tsconfig.json": JSON.stringify({ compilerOptions, include: [EARLIER] }) });
    const tsc = join(resolve("typescript-7/package.json"), "../bin/tsc");
    const { stdout } = await execaNode(tsc, ["-p", folder], { reject: false });
    expect(stdout).toBe("");
  });

  it("calls its server and validates what it sends", async () => {
    const { createMemory } = (await importBundled(
      join(EARLIER, "index.ts"),
      join(folder, "earlier.mjs"),
    )) as typeof Earlier;
    const memoryFile = join(await mkdtemp(join(tmpdir(), "fmcp-earlier-")), "memory.json");
    await using memory = createMemory({
      target: {
        command: process.execPath,
        args: [resolve("@modelcontextprotocol/server-memory/dist/index.js")],
        env: { MEMORY_FILE_PATH: memoryFile },
      },
    });
    const entities = [{ name: "Ada", entityType: "person", observations: ["wrote a program"] }];
    expect(await memory.createEntities({ entities })).toEqual({ entities });
    await expect(memory.openNodes({ names: 1 } as never)).rejects.toMatchObject({ code: "INPUT_INVALID" });
  });
});
