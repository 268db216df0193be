// What it costs to import things, each in a fresh process, and to make a client of 1,000 tools.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { generateFromModel } from "fmcp-codegen";
import { cpuMicros, median, startCost } from "./measure.mjs";
import { model } from "./model.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FOLDER = `${ROOT}.cache/bench`;

export async function benchGeneration(rounds) {
  const figures = [];
  for (let i = 0; i < rounds; i++)
    figures.push((await cpuMicros(() => generateFromModel([model(1_000)]))) / 1e3);
  return { first: figures[0], median: median(figures) };
}

export async function benchImports(rounds) {
  const { files } = await generateFromModel([model(1_000)]);
  for (const [path, text] of files) {
    mkdirSync(`${FOLDER}/${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
    writeFileSync(`${FOLDER}/${path}`, text);
  }
  await build({
    entryPoints: [...files.keys()].filter((path) => path.endsWith(".ts")).map((path) => `${FOLDER}/${path}`),
    outdir: `${FOLDER}/js`,
    format: "esm",
    logLevel: "error",
  });
  const of = (specifier) => startCost(`await import(${JSON.stringify(specifier)})`, rounds);
  return {
    zod: of("zod"),
    sdk: of("@modelcontextprotocol/client"),
    runtime: of("fmcp-runtime"),
    generated: of(pathToFileURL(`${FOLDER}/js/index.js`).href),
  };
}
