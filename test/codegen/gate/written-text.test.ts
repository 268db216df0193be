import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { generate } from "../../../src/codegen/run/generate.js";
import { parseConfig } from "../../../src/shared/config/index.js";

/** What is checked is what goes to the disk: a plugin of the project's prettier has the text last. */

const lists = fileURLToPath(new URL("../introspect/fixtures/lists.mjs", import.meta.url));
let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "fmcp-plugin-"));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** A prettier plugin that formats TypeScript as prettier does and then changes the text as `change`, the body of a function, says. */
function project(name: string, change: string, config: object = {}): string {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  const prettier = JSON.stringify(import.meta.resolve("prettier"));
  writeFileSync(
    join(folder, "plugin.mjs"),
    `import * as prettier from ${prettier};
const change = (text) => { ${change} };
const plain = (text) => prettier.format(text, { parser: "typescript", ...${JSON.stringify(config)} });
export const parsers = { typescript: { astFormat: "changed", parse: async (text) => ({ text: change(await plain(text)) }), locStart: () => 0, locEnd: () => 0 } };
export const printers = { changed: { print: (path) => path.node.text } };
`,
  );
  writeFileSync(join(folder, ".prettierrc.json"), JSON.stringify({ plugins: ["./plugin.mjs"] }));
  return join(folder, "src/mcp");
}

const run = (out: string, more: object = {}) => {
  const script = {
    capabilities: { tools: {} },
    lists: { "tools/list": [[{ name: "say", description: "Says.", inputSchema: { type: "object" } }]] },
  };
  const { servers: entries } = parseConfig({
    mcpServers: { s: { command: process.execPath, args: [lists, JSON.stringify(script)] } },
  });
  return generate({ entries, out, ...more });
};

it("a plugin that ends its message with a full stop: there is one", async () => {
  const out = project("fails", 'throw new Error("It failed.");');
  await expect(run(out)).rejects.toMatchObject({
    code: "FORMAT_FAILED",
    message: expect.stringMatching(/: It failed\. Correct its config/) as string,
  });
});

it.each([
  ["a statement", 'return text + "\\nconsole.log(1);\\n";'],
  ["an import", `return 'import "node:fs";\\n' + text;`],
  ["another wire name", `return text.replaceAll('"say"', '"shout"');`],
  ["a comment that tools obey", 'return text + "//# sourceMappingURL=https://example.com\\n";'],
  [
    "such a comment after code",
    'return text.replace(/;\\n/, "; //# sourceMappingURL=https://example.com\\n");',
  ],
])("a plugin that adds %s: nothing is written, nothing is printed", async (what, change) => {
  const out = project(what.replaceAll(" ", "-"), change);
  await expect(run(out, { dryRun: true })).rejects.toMatchObject({ code: "FORMAT_FAILED" });
  await expect(run(out)).rejects.toMatchObject({ code: "FORMAT_FAILED" });
  expect(existsSync(out)).toBe(false);
});

it.each([
  {},
  { semi: false, singleQuote: true, quoteProps: "consistent", trailingComma: "none" },
  { useTabs: true, printWidth: 40, quoteProps: "preserve", bracketSpacing: false, objectWrap: "collapse" },
])("accepts prettier's own changes to %j", async (config) => {
  const out = project(`plain-${JSON.stringify(config).length}`, "return text;", config);
  const { exitCode, files } = await run(out);
  expect(exitCode).toBe(0);
  expect(files.every(({ change }) => change === "created")).toBe(true);
  const again = await run(out);
  expect(again.files.every(({ change }) => change === "unchanged")).toBe(true);
});
