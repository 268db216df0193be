import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

/** Runs a command of this package in `folder`: its exit code, and the names of the functions of every module that it loaded. */
export async function functionsLoaded(
  bin: string,
  folder: string,
  args: readonly string[],
): Promise<{ readonly exitCode: number | undefined; readonly functions: ReadonlySet<string> }> {
  const coverage = await mkdtemp(join(tmpdir(), "fmcp-coverage-"));
  try {
    const env = { NODE_V8_COVERAGE: coverage };
    const { exitCode } = await execa("node", [bin, ...args], { cwd: folder, env, reject: false });
    const reports = await Promise.all(
      (await readdir(coverage)).map(
        async (name) => JSON.parse(await readFile(join(coverage, name), "utf8")) as Report,
      ),
    );
    const functions = reports.flatMap(({ result }) => result.flatMap((script) => script.functions));
    return { exitCode, functions: new Set(functions.map(({ functionName }) => functionName)) };
  } finally {
    await rm(coverage, { recursive: true });
  }
}

interface Report {
  readonly result: readonly { readonly functions: readonly { readonly functionName: string }[] }[];
}
