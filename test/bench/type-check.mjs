// What a compiler pays for the client of 1,000 tools, beside their types alone; both load the declarations of the runtime and of zod.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { generateFromModel } from "../../dist/codegen/index.js";
import { median } from "./measure.mjs";
import { model } from "./model.mjs";

const FOLDER = fileURLToPath(new URL("../../.cache/bench-types", import.meta.url));
const TSC = createRequire(import.meta.url).resolve("typescript-5.9/lib/tsc.js");
const LOADED = `import type { ServerClient } from "fmcp-codegen/runtime";
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

/** Seconds that the compiler says it took. */
function compile(files) {
  writeFileSync(`${FOLDER}/tsconfig.json`, JSON.stringify({ compilerOptions, files }));
  const { stdout, status } = spawnSync(process.execPath, [TSC, "-p", FOLDER, "--extendedDiagnostics"], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stdout);
  return Number(/Total time:\s+([\d.]+)s/.exec(stdout)[1]);
}

export function benchTypeCheck(rounds) {
  for (const [path, text] of generateFromModel([model(1_000)]).files) {
    mkdirSync(`${FOLDER}/${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
    writeFileSync(`${FOLDER}/${path}`, text);
  }
  writeFileSync(`${FOLDER}/loaded.ts`, LOADED);
  const seconds = { types: [], client: [] };
  for (let i = 0; i < rounds; i++) {
    seconds.types.push(compile(["bench/types.ts", "loaded.ts"]));
    seconds.client.push(compile(["index.ts", "bench/schemas.ts", "loaded.ts"]));
  }
  return { types: median(seconds.types), client: median(seconds.client) };
}
