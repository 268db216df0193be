// `npm run bench`: ratios, each measured in one run beside what it is compared with. Nothing here passes or fails: machines differ and are shared.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { benchCalls, benchLayers } from "./calls.mjs";
import { benchGeneration, benchImports } from "./imports.mjs";
import { benchReceive } from "./receive.mjs";
import { benchTypeCheck } from "./type-check.mjs";

const rounds = Number(process.env.FMCP_BENCH_ROUNDS ?? 7);
const ratio = (a, b) => `${(a / b).toFixed(2)}x`;

console.log(`medians of ${rounds} rounds, Node ${process.version}\n`);
console.log("CPU of the client per call         bare µs    ours µs     SDK µs  ours/bare   ours/SDK");
const calls = await benchCalls(rounds);
for (const [name, { floor, ours, sdk }] of calls) {
  const columns = [...[floor, ours, sdk].map((us) => us.toFixed(1)), ratio(ours, floor), ratio(ours, sdk)];
  console.log(name.padEnd(32) + columns.map((text) => text.padStart(11)).join(""));
}

const { step, floor } = await benchReceive(rounds);
const [, { ours: perCall }] = calls[0];
console.log(
  `${"the receiving step of it".padEnd(32)} ${step.toFixed(2).padStart(10)} µs, JSON.parse alone ${floor.toFixed(2)}: ${(((step - floor) / perCall) * 100).toFixed(1)} % of ${calls[0][0]}`,
);

const { alone, whole } = await benchLayers(rounds);
console.log(
  `${"stdio, retry + cache + 3 replicas".padEnd(32)} ${whole.toFixed(1).padStart(10)} µs, ${ratio(whole, alone)} of three plain clients in turn`,
);

const memory = spawnSync(
  process.execPath,
  [
    "--expose-gc",
    "--disable-warning=MaxListenersExceededWarning",
    fileURLToPath(new URL("memory.mjs", import.meta.url)),
  ],
  { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
);
const held = JSON.parse(memory.stdout);
console.log(
  `${"memory of an open HTTP client".padEnd(32)} ${held.ours.toFixed(1).padStart(10)} KB, the SDK's ${held.sdk.toFixed(1)} KB`,
);

const { zod, sdk, runtime, generated } = await benchImports(rounds);
console.log("\nCPU of an import                       ms");
for (const [name, ms, beside] of [
  ["zod", zod, ""],
  ["@modelcontextprotocol/client", sdk, ""],
  ["fmcp-runtime", runtime, `${ratio(runtime, sdk)} of the SDK`],
  ["a generated client of 1,000 tools", generated, `${ratio(generated, zod)} of zod`],
]) {
  console.log(`${name.padEnd(34)} ${ms.toFixed(1).padStart(6)}   ${beside}`);
}

const { first, median } = await benchGeneration(rounds);
console.log(
  `\ngenerateFromModel of 1,000 tools: ${first.toFixed(0)} ms of CPU at first, ${median.toFixed(0)} ms in the median`,
);

for (const { version, types, client } of benchTypeCheck(Math.min(rounds, 5)))
  console.log(
    `type-checking a client of 1,000 tools, TypeScript ${version}: ${client.toFixed(2)} s, ${ratio(client, types)} of its types alone`,
  );

// Schemas of the recorded servers: our validators beside json-schema-to-typescript and JSON.parse.
console.log();
const suite = fileURLToPath(new URL("../schema-suite/run.mjs", import.meta.url));
spawnSync(process.execPath, [suite, "--speed"], { stdio: "inherit" });
