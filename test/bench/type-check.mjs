// What a compiler pays for the client of 1,000 tools, beside their types alone; both load the declarations of the runtime and of zod.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateFromModel } from "fmcp-codegen";
import { median } from "./measure.mjs";
import { model } from "./model.mjs";

const FOLDER = fileURLToPath(new URL("../../.cache/bench-types", import.meta.url));
const { resolve } = createRequire(import.meta.url);
/** What starts each compiler. */
const COMPILERS = {
  5.9: resolve("typescript-5.9/lib/tsc.js"),
  7: join(dirname(resolve("typescript-7/package.json")), "bin/tsc"),
};
const LOADED = `import type { ServerClient } from "fmcp-runtime";
import type { ZodType } from "zod";
export type Loaded = [ServerClient, ZodType];
`;

const compilerOptions = {
  target: "ES2022",
  module: "NodeNext",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

/** Seconds that a compiler took, from its start to its end. */
function compile(tsc, files) {
  writeFileSync(`${FOLDER}/tsconfig.json`, JSON.stringify({ compilerOptions, files }));
  const start = performance.now();
  const { stdout, status } = spawnSync(process.execPath, [tsc, "-p", FOLDER], { encoding: "utf8" });
  if (status !== 0) throw new Error(stdout);
  return (performance.now() - start) / 1e3;
}

/** For each version of TypeScript. */
export function benchTypeCheck(rounds) {
  for (const [path, text] of generateFromModel([model(1_000)]).files) {
    mkdirSync(`${FOLDER}/${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
    writeFileSync(`${FOLDER}/${path}`, text);
  }
  writeFileSync(`${FOLDER}/loaded.ts`, LOADED);
  return Object.entries(COMPILERS).map(([version, tsc]) => {
    const seconds = { types: [], client: [] };
    for (let i = 0; i < rounds; i++) {
      seconds.types.push(compile(tsc, ["bench/types.ts", "loaded.ts"]));
      seconds.client.push(compile(tsc, ["index.ts", "bench/schemas.ts", "loaded.ts"]));
    }
    return { version, types: median(seconds.types), client: median(seconds.client) };
  });
}
