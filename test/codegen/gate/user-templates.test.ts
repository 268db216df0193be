import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "../../../src/codegen/run/generate.js";
import { parseConfig } from "../../../src/shared/config/index.js";

/** Templates of the user's own decide where text goes; what it may be there is still for the gate to say. */

const own = fileURLToPath(new URL("../../../templates", import.meta.url));
const lists = fileURLToPath(new URL("../introspect/fixtures/lists.mjs", import.meta.url));
/** Code wherever a template would put it raw: out of a comment, a template literal, a string. */
const EVIL = "*/ evil(); /* ` + evil() + ` ${evil()} \"; evil(); '; evil(); //";
const script = {
  capabilities: { tools: {}, prompts: {} },
  lists: {
    "tools/list": [
      [
        {
          name: "say",
          description: EVIL,
          inputSchema: { type: "object", properties: { [EVIL]: { enum: [EVIL], description: EVIL } } },
        },
      ],
    ],
    "prompts/list": [[{ name: EVIL, description: EVIL, arguments: [{ name: EVIL }] }]],
  },
};

let root = "";
let count = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "fmcp-templates-"));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** Generates with a copy of our templates in which `change` has altered one. */
async function run(file: string, change: (text: string) => string) {
  const templates = join(root, `templates-${++count}`);
  cpSync(own, templates, { recursive: true });
  const before = readFileSync(join(templates, file), "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(join(templates, file), after);
  const { servers: entries } = parseConfig({
    mcpServers: {
      sample: {
        command: process.execPath,
        args: [lists, JSON.stringify(script).replaceAll("${", () => "$${")],
      },
    },
  });
  const out = join(root, `out-${count}`);
  return { out, done: generate({ entries, out, templates, format: false }) };
}

const within = (region: string, before: string, after: string) => (text: string) =>
  text.replace(
    new RegExp(`( *//#region ${region}\\n[^]*?//#endregion[^\\n]*\\n)`),
    (block) => `${before}\n${block}${after}\n`,
  );

describe("a custom template", () => {
  it.each([
    ["sample/client.ts", (text: string) => text.replace(/^/, "// Copyright of ours.\n")],
    ["sample/types.ts", (text: string) => text.replace(/^/, "/* Copyright of ours. */\n")],
    ["index.ts", (text: string) => text.replace("Every server", "All servers")],
  ])("is used if it only says other things: %s", async (file, change) => {
    const { done, out } = await run(file, change);
    expect((await done).exitCode).toBe(0);
    expect(existsSync(join(out, "sample/client.ts"))).toBe(true);
  });

  it.each([
    ["adds a statement", "sample/client.ts", (text: string) => `${text}console.log(1);\n`],
    ["adds an import", "sample/index.ts", (text: string) => `import "node:fs";\n${text}`],
    ["loads another module", "index.ts", (text: string) => `import { x } from "evil";\n${text}`],
    ["comments the types out", "sample/types.ts", within("types", "/*", "*/")],
    ["puts types into a template literal", "sample/types.ts", within("types", "export const x = `", "`;")],
    ["puts types into a call", "sample/types.ts", within("types", "evil(() => {", "});")],
    ["comments the contract out", "sample/contract.ts", within("contract", "/*", "*/")],
    ["puts the contract into a call", "sample/contract.ts", within("contract", "x: evil({", "}),")],
    ["puts the methods into a comment", "sample/client.ts", within("methods", "/*", "*/")],
    ["puts schemas into a template literal", "sample/schemas.ts", within("schemas", "const x = `", "`;")],
    ["turns the compiler off", "sample/client.ts", (text: string) => `// @ts-nocheck\n${text}`],
    ["names a source map", "sample/types.ts", (text: string) => `${text}//# sourceMappingURL=x\n`],
    ["opens a string before a region", "sample/types.ts", within("types", 'export type X = "', '";')],
  ])("that %s: nothing is written", async (_, file, change) => {
    const { done, out } = await run(file, change);
    await expect(done).rejects.toMatchObject({ code: "GATE_REFUSED" });
    expect(existsSync(out)).toBe(false);
  });
});

it("accepts an invisible character of a template", async () => {
  const { out, done } = await run("index.ts", (text) => `${text}// ⚠\ufe0f mine\n`);
  await done;
  expect(readFileSync(join(out, "index.ts"), "utf8")).toContain("// ⚠\ufe0f mine");
});
