// Runs the code of its argument beside the runtime, bundled from its sources as the package is: RUNTIME is its URL, LOADED
// the packages that its static imports need.
import { mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const out = mkdtempSync(join(root, "node_modules/.fmcp-test-"));
process.on("exit", () => rmSync(out, { recursive: true, force: true }));
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ["src/runtime/index.ts"],
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true,
  packages: "external",
  format: "esm",
  platform: "node",
  metafile: true,
  logLevel: "error",
});

const loaded = new Set();
const seen = new Set();
const visit = (output) => {
  if (seen.has(output)) return;
  seen.add(output);
  for (const { path, kind, external } of metafile.outputs[output].imports) {
    if (kind !== "import-statement") continue;
    if (external) loaded.add(path);
    else visit(path);
  }
};
visit(Object.keys(metafile.outputs).find((name) => name.endsWith("/index.mjs")));

const AsyncFunction = (async () => {}).constructor;
await new AsyncFunction(
  "RUNTIME",
  "LOADED",
  process.argv[2].replaceAll("import(", "IMPORT(").replace(/^/, "const IMPORT = (it) => import(it);"),
)(pathToFileURL(join(out, "index.mjs")).href, [...loaded]);
