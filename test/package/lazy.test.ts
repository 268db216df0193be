import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundle } from "../../scripts/bundle.mjs";

let folder: string;
let outputs: Metafile["outputs"];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fmcp-lazy-"));
  const packages = await Promise.all(
    (["runtime", "codegen"] as const).map((name) => bundle(name, join(folder, name))),
  );
  outputs = Object.assign({}, ...packages.map((each) => each.outputs)) as Metafile["outputs"];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What is loaded with the output made of `source`, before any dynamic import runs: packages, and sources of ours. */
function loadedWith(source: string): {
  readonly packages: readonly string[];
  readonly sources: readonly string[];
} {
  const start = Object.entries(outputs).find(([, output]) => output.entryPoint === source)?.[0];
  expect(start, `no output of ${source}`).toBeDefined();
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const imported of outputs[path]?.imports ?? []) {
      if (imported.kind !== "import-statement") continue;
      if (imported.external !== true) visit(imported.path);
      else if (!imported.path.startsWith("node:")) packages.add(imported.path);
    }
  };
  visit(start ?? "");
  const sources = [...seen].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
  return { packages: [...packages].sort(), sources: sources.sort() };
}

it("the command line starts with little more than commander", () => {
  expect(loadedWith("src/codegen/cli/main.ts").packages).toEqual(["commander", "fastest-levenshtein"]);
});

it.each([
  [
    "the runtime",
    "src/runtime/index.ts",
    ["ts-morph", "prettier", "commander", "@modelcontextprotocol/client", "zod", "undici", "ws", "execa"],
  ],
  [
    "the generator, until its servers are started",
    "src/codegen/cli/generate/generate-and-report.ts",
    ["ts-morph", "prettier", "fmcp-runtime"],
  ],
  ["the programmatic API", "src/codegen/index.ts", ["ts-morph", "prettier", "commander", "fmcp-runtime"]],
])("%s loads nothing slow", (_what, source, slow) => {
  expect(
    loadedWith(source).packages.filter((name) => slow.some((it) => name === it || name.startsWith(`${it}/`))),
  ).toEqual([]);
});

it("a search loads neither the reader of schemas nor the client", () => {
  const { packages, sources } = loadedWith("src/runtime/search.ts");
  expect(packages).toEqual([]);
  expect(
    sources.filter((path) =>
      /^src\/shared\/json-schema\/|^src\/runtime\/(client|backend|agents)\//.test(path),
    ),
  ).toEqual([]);
});

it("check loads no stage that makes files: of those, only what they are called", () => {
  const { sources } = loadedWith("src/codegen/cli/check/run-check.ts");
  const stages =
    /^src\/codegen\/(plan|schema|printer|emit|gate|introspect)\/|^src\/(runtime|shared\/json-schema)\//;
  expect(sources.filter((path) => stages.test(path))).toEqual([
    "src/codegen/plan/identifiers.ts",
    "src/codegen/plan/reserved.ts",
    "src/codegen/plan/server-names.ts",
  ]);
});
