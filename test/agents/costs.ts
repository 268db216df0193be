import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";
import type { ServerModel } from "../../src/codegen/model/index.js";
import { generateFromModel } from "../../src/codegen/index.js";

/** What something costs: CPU of a fresh process above an empty one, and the bytes of a bundle. */
export interface Cost {
  readonly what: string;
  readonly ms: number;
  readonly bytes: number;
  readonly gzipped: number;
}

/** What importing `fmcp-runtime/agents` costs, and asking the tools of a client of 1,000. `startCost` is that of the benchmarks. */
export async function costs(
  root: string,
  model: ServerModel,
  startCost: (code: string) => number,
): Promise<readonly Cost[]> {
  const folder = join(root, ".cache/agents-costs");
  rmSync(folder, { recursive: true, force: true });
  const { files } = generateFromModel([model], { config: "../mcp.json" });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const asked = 'import { mcp } from "./index.js";\nawait mcp.$tools.list();\n';
  writeFileSync(join(folder, "asked.ts"), asked);
  // all of it is kept: a bundler drops what nobody uses
  const kept = (specifier: string): string =>
    `import * as all from "${specifier}";\nglobalThis.kept = all;\n`;
  writeFileSync(join(folder, "client.ts"), kept("./index.js"));
  writeFileSync(join(folder, "agents.ts"), kept("fmcp-runtime/agents"));
  writeFileSync(join(folder, "runtime.ts"), kept("fmcp-runtime"));
  const cost = async (what: string, entry: string): Promise<Cost> => {
    const outfile = join(folder, `out/${entry}.mjs`);
    await build({
      ...{
        entryPoints: [join(folder, `${entry}.ts`)],
        outfile,
        bundle: true,
        packages: "external" as const,
        tsconfigRaw: "{}",
      },
      ...{ format: "esm" as const, platform: "node" as const, logLevel: "error" as const },
    });
    const { metafile, outputFiles } = await build({
      ...{
        entryPoints: [join(folder, `${entry}.ts`)],
        bundle: true,
        minify: true,
        write: false,
        tsconfigRaw: "{}",
      },
      ...{ format: "esm" as const, platform: "browser" as const },
      ...{ conditions: ["browser", "import"], metafile: true, splitting: true, outdir: join(folder, "web") },
      ...{ absWorkingDir: root, logLevel: "error" as const, ignoreAnnotations: true },
    });
    const eager = loadedAtOnce(metafile, `${entry}.js`);
    const contents = Buffer.concat(
      outputFiles.filter(({ path }) => eager.has(relative(root, path))).map((file) => file.contents),
    );
    const ms = startCost(`await import(${JSON.stringify(pathToFileURL(outfile).href)})`);
    return { what, ms, bytes: contents.length, gzipped: gzipSync(contents).length };
  };
  return [
    await cost("import of `fmcp-runtime`", "runtime"),
    await cost("import of `fmcp-runtime/agents`", "agents"),
    await cost("import of a client of 1,000 tools", "client"),
    await cost("the same, and its `$tools.list()`", "asked"),
  ];
}

/** The entry, and the chunks that it imports at once. */
function loadedAtOnce({ outputs }: Metafile, entry: string): ReadonlySet<string> {
  const open = Object.keys(outputs).filter((path) => path.endsWith(`/${entry}`));
  const found = new Set(open);
  for (const path of open)
    for (const { path: next, kind } of outputs[path]?.imports ?? [])
      if (kind === "import-statement" && next in outputs && !found.has(next)) {
        found.add(next);
        open.push(next);
      }
  return found;
}
