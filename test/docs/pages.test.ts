import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execaNode } from "execa";
import { afterAll, describe, expect, it } from "vitest";
import { sourcePaths } from "../support/source-aliases.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");
const pages = readdirSync(join(root, "docs"))
  .filter((name) => name.endsWith(".md"))
  .map((name) => [`docs/${name}`, readFileSync(join(root, "docs", name), "utf8")] as const);
const blocks = (language: string, page = readme): string[] =>
  [...page.matchAll(new RegExp("```" + language + "(?: \\S+)?\\n([\\s\\S]*?)```", "g"))].map(
    ([, text]) => text as string,
  );

// inside the examples' sources, so that "./mcp/index.js" is the committed output for real servers
const folder = mkdtempSync(join(root, "generated-examples/src/readme-"));
afterAll(() => rmSync(folder, { recursive: true }));

const COMMANDS = ["generate", "check", "diff", "watch", "docs", "login", "logout", "auth"];

const PAGES_OF_COMMANDS = ["docs/generating.md", "docs/logins.md", "docs/ci.md"];

it("the TypeScript of every page compiles", { timeout: 180_000 }, async () => {
  for (const [name, page] of [["README.md", readme] as const, ...pages]) {
    const snippets = blocks("ts", page);
    if (name === "docs/clients.md" || name === "docs/runtime.md") expect(snippets.length).toBeGreaterThan(2);
    snippets.forEach((text, i) =>
      writeFileSync(join(folder, `${basename(name, ".md")}${i}.ts`), text.replaceAll('"./mcp/', '"../mcp/')),
    );
  }
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      extends: "../../tsconfig.json",
      compilerOptions: {
        noEmit: true,
        isolatedDeclarations: false,
        declaration: false,
        rootDir: root,
        skipLibCheck: true,
        paths: sourcePaths,
      },
      include: ["."],
    }),
  );
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript-7/package.json")), "bin/tsc");
  const { stdout, exitCode } = await execaNode(tsc, ["-p", folder], { reject: false });
  expect(stdout.replaceAll(basename(folder), "readme")).toBe("");
  expect(exitCode).toBe(0);
});

describe("README", () => {
  // about two screens, pictures aside: what is longer stands in docs/
  it("is short", () => {
    expect(readme.split("\n").length).toBeLessThanOrEqual(120);
  });

  it("its JSON parses", () => {
    for (const text of blocks("json")) expect(() => JSON.parse(text) as unknown).not.toThrow();
  });

  it("its npm scripts exist, and its flags are flags of the command", async () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const shell = [
      ...blocks("sh"),
      ...PAGES_OF_COMMANDS.flatMap((name) => blocks("sh", readFileSync(join(root, name), "utf8"))),
      readFileSync(join(root, "CONTRIBUTING.md"), "utf8"),
    ].join("\n");
    for (const [, script] of shell.matchAll(/npm run ([\w:-]+)/g))
      expect(scripts).toHaveProperty([script as string]);
    expect(scripts).toHaveProperty("test");
    const lines = shell.split("\n").filter((line) => line.startsWith("npx fmcp-codegen"));
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) {
      const words = line.replace(/#.*/, "").replace("npx fmcp-codegen", "").trim().split(/\s+/);
      const command = COMMANDS.filter((name) => words.includes(name)).slice(0, 1);
      const { stdout: help } = await execaNode(join(root, "bin/fmcp-codegen.js"), [...command, "--help"]);
      for (const flag of words.filter((word) => word.startsWith("-"))) expect(help, line).toContain(flag);
    }
  });
});

it.each([["README.md", readme] as const, ...pages])("%s names files that exist", (name, page) => {
  for (const [, path] of page.matchAll(/\]\((?!https?:)([^)#]+)/g))
    expect(() => readFileSync(join(root, dirname(name), path as string)), path).not.toThrow();
});
