import { build } from "esbuild";
import path from "node:path";
import { expect, it } from "vitest";

const entry = path.resolve(import.meta.dirname, "../../../src/runtime/validation/index.ts");

async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: path.dirname(entry), loader: "ts" },
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    platform: "node",
    external: ["zod"],
  });
  return outputFiles[0]?.text ?? "";
}

it("bundlers drop the helpers that are not used: importing has no effect", async () => {
  expect(await bundle(`import { schema } from ${JSON.stringify(entry)};`)).not.toContain("schema");
  const one = await bundle(`export { schema } from ${JSON.stringify(entry)};`);
  const all = await bundle(`export * from ${JSON.stringify(entry)};`);
  expect(one.length).toBeLessThan(all.length / 4);
  expect(one).not.toContain("has no opening one");
  expect(all).toContain("has no opening one");
});
