import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { generateFromModel, type ServerModel } from "../../../src/codegen/index.js";
import { buildModel } from "../../../src/codegen/model/index.js";
import { sourceAliasesOf } from "../../support/source-aliases.js";
import { BOMBS, VICTIMS } from "../inputs/bombs.js";
import { effortOf, HANG_MS } from "../kit/effort.js";
import type { Findings } from "../kit/findings.js";

const GROUP = "schema bombs";
interface Validators {
  readonly tInput: { safeParse(value: unknown): { readonly success: boolean } };
}

/** Each bomb as the input and the output of a tool: generated, loaded, and given values that want long. */
export async function bombs(root: string, work: string, findings: Findings): Promise<void> {
  for (const [number, [what, schema]] of BOMBS.entries()) {
    findings.tried(GROUP);
    const judge = async <T>(step: string, work: () => T | Promise<T>): Promise<T> => {
      const first = await effortOf(work);
      // the first time, code is compiled, too
      const { result, cpuMs } = first.cpuMs > HANG_MS ? await effortOf(work) : first;
      console.error(`          ${what}: ${step} in ${Math.round(cpuMs)} ms`);
      if (cpuMs > HANG_MS) findings.fault(GROUP, "hangs", `${what}: ${step} took ${Math.round(cpuMs)} ms`);
      return result;
    };
    const { files } = await judge("generated", () => generateFromModel([modelOf(schema)]));
    const { tInput } = await judge("loaded", await bundled(root, join(work, `bombs/${number}`), files));
    for (const [i, victim] of VICTIMS.entries())
      await judge(`value ${i}`, () => {
        try {
          tInput.safeParse(victim);
        } catch (error) {
          findings.fault(GROUP, "other", `${what}: value ${i}: ${String(error)}`);
        }
      });
  }
}

function modelOf(schema: object): ServerModel {
  const tool = { name: "t", inputSchema: schema, outputSchema: schema };
  return buildModel({
    ...{ key: "s", era: "legacy", protocolVersion: "2025-11-25", clientCapabilities: {} },
    ...{ serverInfo: { name: "s", version: "1" }, capabilities: { tools: {} } },
    lists: { tools: [tool] },
  } as unknown as Parameters<typeof buildModel>[0]);
}

/** How the validators of what was generated are loaded; that they are bundled before is no part of the time. */
async function bundled(
  root: string,
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<() => Promise<Validators>> {
  for (const [path, text] of files) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const outfile = join(folder, "schemas.mjs");
  await build({
    ...{ entryPoints: [join(folder, "s/schemas.ts")], outfile, bundle: true, format: "esm" },
    ...{ platform: "node", logLevel: "error", alias: sourceAliasesOf(root), packages: "external" },
  });
  return async () => (await import(pathToFileURL(outfile).href)) as Validators;
}
