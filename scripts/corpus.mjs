// Generates code for every recorded server and compiles it: node scripts/corpus.mjs [--compilers 5.9,6,7]
// Recordings are read from ../shared/corpus, or the folder in FMCP_CORPUS.
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createJiti } from "jiti";

const jiti = createJiti(import.meta.url);
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const { hasCorpus, CORPUS, rawAnswers, readRecordings } = await jiti.import(at("test/corpus/recordings.ts"));
const { COMPILERS, compile, OUTPUT, writeProject } = await jiti.import(at("test/corpus/compile.ts"));
const { buildModel } = await jiti.import(at("src/codegen/model/index.ts"));
const { checkGenerated } = await jiti.import(at("src/codegen/gate/index.ts"));
const { render } = await jiti.import(at("src/codegen/run/generate-from-model.ts"));

if (!hasCorpus()) {
  console.log(`corpus: no recordings in ${CORPUS}; set FMCP_CORPUS`);
  process.exit(0);
}
const flag = process.argv.indexOf("--compilers");
const versions = flag < 0 ? Object.keys(COMPILERS) : (process.argv[flag + 1] ?? "").split(",");
const cpu = () => (process.cpuUsage().user + process.cpuUsage().system) / 1_000_000;
const row = (name, errors, seconds, clock) =>
  console.log(`${name.padEnd(34)} ${String(errors).padStart(3)} errors  ${seconds.toFixed(1)} s ${clock}`);

const models = [...readRecordings()].map(([name, recording]) => buildModel(rawAnswers(name, recording)));
const tools = models.reduce((sum, model) => sum + model.tools.length, 0);
console.log(`${models.length} servers, ${tools} tools`);
let failures = 0;

let before = cpu();
const rendered = render(models, { config: "../mcp.json" });
const { files, diagnostics } = rendered;
row("generate", 0, cpu() - before, "CPU");
before = cpu();
checkGenerated(files, { ...rendered, importExt: "js" });
row("gate", 0, cpu() - before, "CPU");

const output = `${OUTPUT}/script`;
for (const resolution of ["nodenext", "bundler"]) {
  const config = await writeProject(output, files, resolution);
  for (const version of versions) {
    const started = performance.now();
    const errors = await compile(config, version);
    row(`TypeScript ${version}, ${resolution}`, errors.length, (performance.now() - started) / 1_000, "wall");
    for (const error of errors.slice(0, 10)) console.log(`  ${error}`);
    failures += errors.length;
  }
}
await rm(output, { recursive: true, force: true });

const codes = new Map();
for (const { code } of diagnostics) codes.set(code, (codes.get(code) ?? 0) + 1);
console.log(`diagnostics: ${[...codes].map(([code, count]) => `${code} ${count}`).join(", ")}`);
process.exitCode = failures > 0 ? 1 : 0;
