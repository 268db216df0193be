import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import type { Findings } from "../kit/findings.js";
import { Generated } from "../kit/generated.js";

const GROUP = "foreign files";

/** Each may answer to an import of a file of ours, for some bundler, loader or compiler. */
const ENDINGS = [
  ...[".js", ".mjs", ".cjs", ".jsx", ".tsx", ".mts", ".cts", ".d.ts", ".d.mts", ".json", ".node", ".wasm"],
  ...[".js.js", ".ts.js", ".native.js", ".web.ts", ".css", ".vue", "", "/index.js", "/package.json"],
];
const STEMS = [
  ...["weather/client", "weather/index", "weather/schemas", "weather/types", "weather/contract"],
  ...["weather/catalogue", "weather/Client", "index", "weather", "INDEX"],
];
const SETTINGS = [
  ...["package.json", "node_modules/zod/index.js", "node_modules/fmcp-runtime/index.js", "tsconfig.json"],
  ...["jsconfig.json", "deno.json", "deno.jsonc", ".babelrc", ".babelrc.json", ".swcrc", "Package.json"],
].map((name) => `weather/${name}`);
/** Files that nothing of ours could mean. */
const HARMLESS = ["weather/notes.md", "weather/helper.ts", "weather/.gitkeep"];

/** What a program imports of ours. */
const IMPORTS = ["./mcp", "./mcp/index", "./mcp/index.js", "./mcp/weather", "./mcp/weather/index.js"];

/** Files that others put beside ours: `check` names each that could be loaded instead of one; no run takes one away. */
export async function foreign(root: string, work: string, findings: Findings): Promise<void> {
  const project = new Generated(root, join(work, "foreign"));
  await project.write();
  const ours = new Set(project.paths());
  for (const stem of STEMS) {
    const paths = ENDINGS.map((ending) => stem + ending);
    // the folder of the server stands there
    await look(
      project,
      paths.filter((path) => !ours.has(path) && path !== "weather"),
      true,
      findings,
    );
  }
  await look(project, SETTINGS, true, findings);
  await look(project, HARMLESS, false, findings);
  project.remove();
}

/** All at once for `check`, and each alone for a bundler. */
async function look(
  project: Generated,
  paths: readonly string[],
  shadows: boolean,
  findings: Findings,
): Promise<void> {
  // what needs the place of another is put there alone
  const together = paths.filter((path) => !paths.some((other) => path.startsWith(`${other}/`)));
  for (const path of together) put(project, path);
  const report = await project.check();
  const stale = report.files.filter(({ reason }) => reason === "foreign").map((file) => file.path);
  const said = shadows ? stale : report.foreign;
  for (const path of together)
    if (!said.includes(entryOf(path))) findings.fault(GROUP, "injections", `${path} is not named`);
  if (report.fresh === shadows) findings.fault(GROUP, "other", `${together.join()}: fresh: ${report.fresh}`);
  await project.write();
  for (const path of together)
    if (!project.paths().includes(path)) findings.fault(GROUP, "other", `${path} is gone`);
  for (const path of together) remove(project, path);
  for (const path of paths) {
    findings.tried(GROUP);
    put(project, path);
    const isTaken = (await bundled(project)).includes(path);
    if (isTaken && !(await project.check()).files.some((file) => file.path === entryOf(path)))
      findings.fault(GROUP, "injections", `${path} is bundled, and check does not name it`);
    remove(project, path);
  }
}

function put({ out }: Generated, path: string): void {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), "{}");
}

function remove({ out }: Generated, path: string): void {
  rmSync(join(out, entryOf(path)), { recursive: true, force: true });
}

/** What stands in a folder of ours: the file, or the folder around it. */
function entryOf(path: string): string {
  return path.startsWith("weather/") ? path.replace(/^(weather\/[^/]+)\/.*/, "$1") : path.replace(/\/.*/, "");
}

/** Files below the output folder that a bundler takes for what a program imports. */
async function bundled({ folder }: Generated): Promise<readonly string[]> {
  const contents = IMPORTS.map((path) => `import ${JSON.stringify(path)};`).join("\n");
  const { metafile } = await build({
    stdin: { contents, resolveDir: folder },
    ...{ bundle: true, write: false, metafile: true, logLevel: "silent", packages: "external" },
    absWorkingDir: folder,
    format: "esm",
  }).catch(() => ({ metafile: { inputs: {} } }));
  return Object.keys(metafile.inputs).map((path) => path.replace(/^mcp\//, ""));
}
