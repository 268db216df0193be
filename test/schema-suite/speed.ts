import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { compile } from "json-schema-to-typescript";
import { planSchemas } from "../../src/codegen/schema/plan-schemas.js";
import type { SchemaRoot } from "../../src/codegen/schema/schema-plan.js";
import type { Json } from "../../src/shared/json/json.js";
import { claimer, compileValidators, validatorsText } from "../fuzz/compile-validators.js";
import { randomOf, sample } from "../fuzz/sample.js";

/*
 * How long it takes to emit the validators of the recorded servers, and to validate samples of their schemas, beside
 * json-schema-to-typescript and JSON.parse. FMCP_CORPUS names the folder of recordings.
 */
const corpus =
  process.env["FMCP_CORPUS"] ?? path.resolve(import.meta.dirname, "../../../../shared/corpus/recordings");

interface Recording {
  readonly tools?: readonly { readonly inputSchema?: Json; readonly outputSchema?: Json }[];
}

function rootsOf(file: string): readonly SchemaRoot[] {
  const { tools } = JSON.parse(readFileSync(path.join(corpus, file), "utf8")) as Recording;
  const schemas = (Array.isArray(tools) ? tools : [])
    .flatMap(({ inputSchema, outputSchema }) => [inputSchema, outputSchema])
    .filter((schema) => schema !== undefined);
  return schemas.map((schema, i) => ({
    schema,
    mode: "output" as const,
    typeName: `T${i}`,
    label: `${file} ${i}`,
  }));
}

function best(work: () => void, rounds: number): number {
  let least = Infinity;
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    for (let i = 0; i < rounds; i++) work();
    least = Math.min(least, (performance.now() - start) / rounds);
  }
  return least;
}

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN;
}

const servers = readdirSync(corpus)
  .filter((file) => file.endsWith(".json") && !file.startsWith("synthetic"))
  .map(rootsOf);
const schemas = servers.flat();

/** Time on the processor, in milliseconds: other programs on the machine do not count. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

for (let i = 0; i < 2; i++)
  for (const roots of servers) validatorsText(planSchemas(roots, {}, claimer(roots)));
const start = cpu();
let characters = 0;
for (const roots of servers) characters += validatorsText(planSchemas(roots, {}, claimer(roots))).length;
const emission = cpu() - start;

const others = schemas.filter((_, i) => i % 2 === 0);
for (const { schema } of others.slice(0, 200))
  await compile(structuredClone(schema) as object, "Root", { format: false }).catch(() => "");
const otherStart = cpu();
for (const { schema } of others)
  await compile(structuredClone(schema) as object, "Root", {
    format: false,
    $refOptions: { resolve: { external: false } },
  }).catch(() => "");
const other = (cpu() - otherStart) / others.length;
const own = emission / schemas.length;
console.log(
  `emission: ${schemas.length} schemas, ${characters} characters, ${emission.toFixed(0)} ms: ${own.toFixed(3)} ms a schema`,
);
console.log(
  `json-schema-to-typescript, unformatted: ${other.toFixed(3)} ms a schema: ${(other / own).toFixed(1)} times as long`,
);

const ratios: { readonly ratio: number; readonly label: string; readonly length: number }[] = [];
for (const roots of servers) {
  const plan = planSchemas(roots, {}, claimer(roots));
  const validators = compileValidators(plan);
  const random = randomOf(3);
  roots.forEach((root, i) => {
    const validator = validators[plan.rootOf(i).validatorName];
    let value: Json = null;
    for (let n = 0; n < 20 && (value === null || JSON.stringify(value).length < 40); n++)
      value = sample(root.schema, root.schema, random);
    const text = JSON.stringify(value);
    if (validator === undefined || text.length < 40 || !validator.safeParse(value).success) return;
    // Enough for the engine to have optimised what it will.
    const rounds = Math.max(50, Math.floor(400_000 / text.length));
    best(() => void validator.safeParse(value), rounds);
    ratios.push({
      ratio: best(() => void validator.safeParse(value), rounds) / best(() => void JSON.parse(text), rounds),
      label: root.label,
      length: text.length,
    });
  });
}
ratios.sort((a, b) => a.ratio - b.ratio);
const all = ratios.map(({ ratio }) => ratio);
console.log(
  `validation of ${all.length} samples, times JSON.parse: median ${quantile(all, 0.5).toFixed(2)}, 90 % ${quantile(all, 0.9).toFixed(2)}, 99 % ${quantile(all, 0.99).toFixed(2)}, worst ${quantile(all, 1).toFixed(2)}`,
);
for (const { ratio, label, length } of ratios.slice(-5))
  console.log(`  ${ratio.toFixed(2)} ${label}, ${length} characters`);
