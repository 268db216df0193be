import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundle, root } from "../../scripts/bundle.mjs";
import { importsOf, PACKAGES } from "../../scripts/entry-points.mjs";

let folder: string;

beforeAll(async () => {
  await mkdir(join(root, "node_modules/.cache"), { recursive: true });
  folder = await mkdtemp(join(root, "node_modules/.cache/fmcp-cjs-"));
  await bundle("runtime", join(folder, "dist/cjs"), { place: "both", format: "cjs" });
  await writeFile(
    join(folder, "package.json"),
    JSON.stringify({ type: "module", imports: importsOf(PACKAGES.runtime) }),
  );
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const SCRIPT = `
  const { Client } = require("./dist/cjs/index.cjs");
  try { new Client({ command: "server" }); console.log("a client"); } catch (error) { console.log(error.code); }
`;

it.each([
  ["Node.js", [], "a client"],
  ["the web", ["--conditions", "browser"], "UNSUPPORTED"],
])("the CommonJS build finds its modules for %s", async (_, args, said) => {
  const { stdout } = await execa("node", [...args, "-e", SCRIPT], { cwd: folder });
  expect(stdout).toBe(said);
});
