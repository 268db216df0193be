import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

it("loads no package, and contacts no server, before a request needs it", () => {
  const { metafile } = buildSync({
    entryPoints: ["src/runtime/auth/index.ts"],
    absWorkingDir: root,
    outdir: "x",
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    packages: "external",
    format: "esm",
    platform: "node",
  });
  const seen = new Set<string>();
  const external = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { path: next, kind, external: outside } of metafile.outputs[path]?.imports ?? []) {
      if (kind !== "import-statement") continue;
      if (outside) external.add(next);
      else visit(next);
    }
  };
  visit("x/index.js");
  // What the file store and the hints for misspelled options stand on; no network, no SDK, no undici, no ipaddr.js.
  expect([...external].sort()).toEqual([
    "fastest-levenshtein",
    "node:events",
    "node:fs",
    "node:fs/promises",
    "node:os",
    "node:path",
  ]);
});
