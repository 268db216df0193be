import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { planSchemas } from "../../src/codegen/schema/plan-schemas.js";
import { type Probe, probeOf } from "./support/probe.js";
import { planOfServer, recordedServers } from "./support/recordings.js";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "../..");
/** In the repository, so that zod is found. */
const SCRATCH = join(ROOT, ".scratch", `agreement-${process.pid}`);
/** A few servers that between them have most forms of schema; all of them with FMCP_AGREEMENT=full. */
const SAMPLE = [
  "everything",
  "memory",
  "mapbox",
  "notion",
  "py-aws-neptune",
  "py2-schema-validators",
  "synthetic-a",
  "vercel-sdk",
];
const servers = recordedServers().filter(
  (server) => process.env["FMCP_AGREEMENT"] === "full" || SAMPLE.includes(server),
);

const CONFIG = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: "es2022",
    module: "nodenext",
    moduleResolution: "nodenext",
    types: ["node"],
    exactOptionalPropertyTypes: true,
    paths: { "fmcp-runtime/validators": [join(ROOT, "src/runtime/validators.ts")] },
  },
  include: ["probe.ts"],
};

/** The claims of a probe that do not hold, with the compiler's reason. */
async function broken(server: string, { files, claims }: Probe): Promise<readonly string[]> {
  const folder = join(SCRATCH, server);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), `{"type":"module"}`);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(CONFIG));
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  // TypeScript 7 infers zod several times faster than 6 does.
  const tsc = join(ROOT, "node_modules/typescript-7/bin/tsc");
  const { stdout } = await run(process.execPath, [tsc, "-p", folder], { cwd: folder, maxBuffer: 1e9 }).catch(
    (error: { stdout: string }) => error,
  );
  return stdout.split(/\n(?=\S)/).flatMap((message) => {
    if (message.trim() === "") return [];
    const line = Number(/^probe\.ts\((\d+),/.exec(message)?.[1]);
    const claim = claims.get(line);
    return [claim === undefined ? message : `${claim.typeName}: ${claim.claim}: ${message.slice(0, 600)}`];
  });
}

describe.skipIf(servers.length === 0)("validators and types agree", () => {
  const tally = { held: 0, inexpressible: 0 };
  afterAll(() => {
    rmSync(SCRATCH, { recursive: true, force: true });
    console.info(`${tally.held} claims hold; for ${tally.inexpressible} zod has no type`);
  });

  it("is a claim that can fail", { timeout: 300_000 }, async () => {
    const schema = {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "array", items: { type: "number" } } },
      required: ["a"],
    } as const;
    const roots = (["input", "output"] as const).map((mode) => ({
      schema,
      mode,
      typeName: `T${mode}`,
      label: mode,
    }));
    const probe = probeOf(planSchemas(roots, {}, (hint) => hint));
    expect(await broken("right", probe)).toEqual([]);
    for (const [from, to, claims] of [
      ["a: string", "a: number", 4],
      ["a: string", "a?: string", 2],
      ["number[]", "unknown[]", 2],
      ["number[]", "1[]", 2],
    ] as const) {
      const types = (probe.files.get("types.ts") ?? "").replaceAll(from, to);
      expect(
        await broken("wrong", { ...probe, files: new Map([...probe.files, ["types.ts", types]]) }),
      ).toHaveLength(claims);
    }
  });

  it.each(servers)("%s", { timeout: 300_000 }, async (server) => {
    const probe = probeOf(planOfServer(server));
    expect(await broken(server, probe)).toEqual([]);
    tally.held += probe.claims.size;
    tally.inexpressible += probe.inexpressible;
  });
});
