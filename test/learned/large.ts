import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateFromModel } from "../../src/codegen/index.js";
import { serverOf } from "./assignable.js";
import { canonicalJson } from "../../src/shared/json/canonical.js";

const MIB = 1024 * 1024;

/** What `learn` needed for recordings of some size. */
export interface Large {
  readonly mebibytes: number;
  readonly files: number;
  /** Most memory of the process, in MiB. */
  readonly peak: number;
  readonly seconds: number;
}

/** Learns from recordings made up for it, in a process of its own. @param root of the repository */
export function learnLarge(root: string, files: number, mebibytes: number): Large {
  const folder = mkdtempSync(join(tmpdir(), "fmcp-large-"));
  try {
    writeProject(folder, files, (mebibytes * MIB) / files);
    const start = performance.now();
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [join(root, ".cache/learned/learn.mjs"), folder],
      {
        cwd: folder,
        encoding: "utf8",
      },
    );
    if (status !== 0) throw new Error(stderr);
    return { mebibytes, files, peak: Number(stdout), seconds: (performance.now() - start) / 1000 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeProject(folder: string, files: number, bytesEach: number): void {
  const model = serverOf(Array.from({ length: files }, () => ({})));
  const tools = model.tools.map(({ learned: _, ...tool }) => tool);
  const generated = generateFromModel([{ ...model, tools }]);
  for (const [path, text] of [...generated.files, ["mcp.lock.json", generated.lock] as const]) {
    mkdirSync(join(folder, "src/mcp", path, ".."), { recursive: true });
    writeFileSync(join(folder, "src/mcp", path), text);
  }
  const recorded = join(folder, "recordings/server/tools");
  mkdirSync(recorded, { recursive: true });
  for (const { name } of tools) writeRecording(join(recorded, `${name}.jsonl`), name, bytesEach);
}

/** Lines of about 4 KB, no two of them equal, in which ids, dates and texts vary. */
function writeRecording(path: string, name: string, bytes: number): void {
  const file = openSync(path, "w");
  let written = 0;
  for (let n = 0; written < bytes; n++) {
    const items = Array.from({ length: 30 }, (_, i) => ({
      id: n * 30 + i,
      state: i % 2 === 0 ? "open" : "closed",
      title: `item ${n * 30 + i}`,
      created: new Date(1.7e12 + n * 30 + i).toISOString(),
      ...(i % 3 === 0 && { note: `${n}` }),
    }));
    const content = [{ type: "text", text: canonicalJson({ page: n, items }) }];
    written += writeSync(
      file,
      `${canonicalJson({ method: "tools/call", params: { name, arguments: { n } }, result: { content } })}\n`,
    );
  }
  closeSync(file);
}
