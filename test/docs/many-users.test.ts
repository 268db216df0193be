import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { formatWithOptions } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sourceAliases } from "../support/source-aliases.js";
import { type Parties, startParties } from "../tenants/parties.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = await readFile(join(root, "docs/many-users.md"), "utf8");
const snippets = [...page.matchAll(/^```ts( run)?\n([\s\S]*?)^```$/gm)].map(([, run, text = ""], index) => ({
  name: `${index} ${run ?? "is not run"}`,
  text,
}));

let parties: Parties;
let folder: string;

beforeAll(async () => {
  await mkdir(join(root, ".cache"), { recursive: true });
  folder = await mkdtemp(join(root, ".cache/many-users-"));
  await Promise.all(snippets.map(({ text }, i) => writeFile(join(folder, `${i}.ts`), text)));
  await build({
    entryPoints: snippets.map((_, i) => join(folder, `${i}.ts`)),
    outdir: folder,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    supported: { using: false },
    logLevel: "error",
    alias: sourceAliases,
    packages: "external",
  });
  parties = await startParties();
  vi.stubEnv("MCP_URL", parties.url);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  parties.close();
  await rm(folder, { recursive: true });
});

describe("docs/many-users.md", () => {
  it.each(snippets.map((snippet, i) => [snippet.name, snippet.text, i] as const))(
    "has code that prints what it says: %s",
    async (name, text, i) => {
      expect(name).toBe(`${i}  run`);
      const printed: string[] = [];
      vi.spyOn(console, "log").mockImplementation((...words) =>
        printed.push(formatWithOptions({ colors: false }, ...words)),
      );
      await import(pathToFileURL(join(folder, `${i}.js`)).href).finally(() => vi.restoreAllMocks());
      const promised = [...text.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, words]) => words);
      expect(promised.length).toBeGreaterThan(0);
      expect(printed).toEqual(promised);
      expect(parties.foreignSessions).toBe(0);
    },
  );
});
