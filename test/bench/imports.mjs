// What it costs to import things, each in a fresh process, and to make a client of 1,000 tools.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { generateFromModel } from "../../dist/codegen/index.js";
import { cpuMicros, median, startCost } from "./measure.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FOLDER = `${ROOT}.cache/bench`;

/** A server of `count` tools of ordinary shape: a few scalars, an enum, a list, a nested object, an output. */
function model(count) {
  const inputSchema = (i) => ({
    type: "object",
    properties: {
      [`id${i % 7}`]: { type: "string", minLength: 1, description: "Which one." },
      limit: { type: "integer", minimum: 1, maximum: 100, default: 20 },
      order: { enum: ["asc", "desc", `by${i}`] },
      tags: { type: "array", items: { type: "string" } },
      filter: {
        type: "object",
        properties: { since: { type: "string", format: "date" }, open: { type: "boolean" } },
      },
    },
    required: [`id${i % 7}`],
  });
  const outputSchema = {
    type: "object",
    properties: {
      items: { type: "array", items: { type: "object", properties: { name: { type: "string" } } } },
    },
  };
  const tools = Array.from({ length: count }, (_, i) => ({
    name: `tool_${String(i).padStart(4, "0")}`,
    description: `Does the ${i}th thing, as asked.`,
    inputSchema: inputSchema(i),
    ...(i % 3 === 0 && { outputSchema }),
  }));
  return {
    key: "bench",
    era: "legacy",
    protocolVersion: "2025-11-25",
    capabilities: { tools: {} },
    clientCapabilities: {},
    tools,
    resources: [],
    resourceTemplates: [],
    prompts: [],
    diagnostics: [],
  };
}

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
    runtime: of(pathToFileURL(`${ROOT}dist/runtime/index.js`).href),
    generated: of(pathToFileURL(`${FOLDER}/js/index.js`).href),
  };
}
