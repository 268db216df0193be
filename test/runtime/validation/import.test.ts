import { build } from "esbuild";
import { spawnSync } from "node:child_process";
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
    external: ["zod", "re2js"],
  });
  return outputFiles[0]?.text ?? "";
}

it("bundlers drop the helpers that are not used: importing has no effect", async () => {
  expect(await bundle(`import { schema } from ${JSON.stringify(entry)};`)).not.toContain("schema");
  const one = await bundle(`export { schema } from ${JSON.stringify(entry)};`);
  const all = await bundle(`export * from ${JSON.stringify(entry)};`);
  expect(one.length).toBeLessThan(all.length / 4);
  expect(one).not.toContain("re2js");
});

it("RE2 is loaded by the first pattern that needs it, not by the import", async () => {
  const code = await bundle(`
    import { matchesOf } from ${JSON.stringify(path.join(path.dirname(entry), "matcher.ts"))};
    import { createRequire } from "node:module";
    const loaded = () => Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes("re2js"));
    const matches = matchesOf();
    const before = [loaded(), matches("^a+$", "aa"), loaded()];
    console.log(JSON.stringify([...before, matches("(a+)+b", "aab"), loaded()]));
  `);
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module"], {
    input: code,
    cwd: path.dirname(entry),
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual([false, true, false, true, true]);
});
