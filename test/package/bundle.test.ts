import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions } from "esbuild";
import { execa } from "execa";
import { beforeAll, describe, expect, it } from "vitest";
import { generateFromModel, type ServerModel } from "../../src/codegen/index.js";
import { sourceAliases } from "../support/source-aliases.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, ".cache/bundle");

/** A server of 95 tools; all refer to one definition, and each has a property of its own. */
const model: ServerModel = {
  key: "big",
  era: "legacy",
  protocolVersion: "2025-11-25",
  capabilities: { tools: {} },
  clientCapabilities: {},
  tools: Array.from({ length: 95 }, (_, i) => ({
    name: `tool_${i}`,
    inputSchema: {
      type: "object",
      properties: { [`only${i}`]: { type: "string" }, place: { $ref: "#/$defs/Place" } },
      $defs: { Place: { type: "object", properties: { city: { type: "string" } } } },
    },
  })),
  resources: [],
  resourceTemplates: [],
  prompts: [],
  diagnostics: [],
};

async function bundled(
  source: string,
  options: BuildOptions = {},
): Promise<{ path: string; text: string }[]> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: folder, loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
    outdir: join(folder, "out"),
    alias: sourceAliases,
    ...options,
  });
  return outputFiles ?? [];
}

/** What a bundle of `source` prints. */
async function printedBy(source: string, options: BuildOptions = {}): Promise<string> {
  const outdir = join(folder, options.splitting === true ? "split" : "single");
  await bundled(source, { ...options, outdir, write: true, outExtension: { ".js": ".mjs" } });
  return (await execa("node", [join(outdir, "stdin.mjs")])).stdout;
}

/** Numbers of the tools whose validators are in a text. */
function toolsIn(text: string): number[] {
  return [...text.matchAll(/only(\d+)\W+(?:z\d*\.)?string/g)].map(([, number]) => Number(number));
}

describe("what a bundler leaves of 95 tools", () => {
  beforeAll(() => {
    for (const [path, text] of generateFromModel([model], { config: "../mcp.json" }).files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  });

  it("one validator brings itself and what it refers to, and neither the client nor the languages of zod", async () => {
    const source =
      'import { tool7Input } from "./big/schemas.js"; console.log(tool7Input.safeParse({}).success);';
    const [output] = await bundled(source, { minifySyntax: true });
    expect(toolsIn(output?.text ?? "")).toEqual([7]);
    expect(output?.text).toContain("city");
    expect(output?.text).not.toContain("tools/call");
    const alone =
      'import * as z from "zod"; console.log(z.looseObject({ a: z.string() }).safeParse({}).success);';
    const [zod] = await bundled(alone, { minifySyntax: true });
    expect((output?.text.length ?? 0) / (zod?.text.length ?? 1)).toBeLessThan(2);
  });

  const ONE =
    'import { tool7Input } from "./big/schemas.js"; console.log(tool7Input.safeParse({ only7: 1 }).success);';

  it("one validator works where it was bundled to", async () => {
    expect(await printedBy(ONE, { splitting: true })).toBe("false");
  });

  // What README says of it can go when this fails: esbuild forgets to start modules that are reached by `import()`, too.
  it("esbuild loses zod in one file, with zod and the SDK alone", async () => {
    const alone = `import * as z from "zod"; console.log(z.string().safeParse("a").success);
      if (process.argv.length > 9) await import("@modelcontextprotocol/client");`;
    await expect(printedBy(alone)).rejects.toThrow("is not a constructor");
  });

  it("a client brings its validators in a file of their own", async () => {
    const outputs = await bundled('import { big } from "./index.js"; console.log(big);', {
      splitting: true,
      packages: "external",
    });
    const holding = outputs.filter(({ text }) => toolsIn(text).length > 0);
    expect(holding.map(({ path }) => path.includes("schemas"))).toEqual([true]);
    expect(toolsIn(holding[0]?.text ?? "")).toHaveLength(95);
  });
});
