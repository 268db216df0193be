import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import * as printer from "../../../src/codegen/printer/index.js";
import { waysAround } from "./support/source-walk.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const sources = readdirSync(join(root, "src/codegen"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => `src/codegen/${path.replaceAll("\\", "/")}`);

describe("the printer is the only way in for foreign text", () => {
  it("no other module of the generator turns foreign text into code", () => {
    expect(sources.length).toBeGreaterThan(200);
    const found = sources.flatMap((file) => waysAround(file, readFileSync(join(root, file), "utf8")));
    expect(found).toEqual([]);
  });

  const imports = 'import { code, type Code, identifier } from "../printer/index.js";\n';
  it.each([
    ["makes code of a text", `${imports}import { Code as C } from "../printer/index.js";`],
    ["mints", `${imports}const c = (x as { mint(doc: object): Code }).mint({ kind: "text", text });`],
    ["mints, by another spelling", `${imports}const c = x["mint"]({ kind: "text", text });`],
    ["mints, taken apart", `${imports}const { mint: make } = x;`],
    ["takes code apart", `${imports}const doc = x.docOf(c);`],
    ["calls a text code", `${imports}const c = text as unknown as Code;`],
    [
      "calls a list of texts a template",
      `${imports}const c = make([text] as unknown as TemplateStringsArray);`,
    ],
    ["calls `code` with a text", `${imports}const c = code([text]);`],
    ["passes `code` on", `${imports}const tag = code;`],
    ["renames `code`", 'import { code as tag } from "../printer/index.js";\nconst c = tag([text]);'],
    ["imports a file of the printer", 'import { text } from "../printer/layout.js";'],
    ["imports everything", 'import * as printer from "../printer/index.js";'],
    ["imports it when it runs", 'const { code } = await import("../printer/index.js");'],
    ["exports it", 'export { code } from "../printer/index.js";'],
    ["exports everything", 'export * from "../printer/index.js";'],
    ["prints by itself", `import { print } from "../printer/index.js";\nconst text = print(c);`],
    [
      "fills a template of a server's",
      `import { fillTemplate } from "../printer/index.js";\nfillTemplate("x", text, holes);`,
    ],
    ["writes a file", 'import { writeFile } from "node:fs/promises";'],
    ["writes a file, by another name", 'import { readFile, writeFileSync as w } from "fs";'],
    ["takes all of the file system", 'import * as fs from "node:fs";'],
    ["takes all of the file system, by default", 'import fs from "node:fs";'],
    ["starts programs", 'import { exec } from "node:child_process";'],
    ["runs text", "const f = new Function(text);"],
    ["evaluates text", "const x = eval(text);"],
  ])("finds a file that %s", (_, text) => {
    expect(waysAround("src/codegen/emit/planted.ts", text)).not.toEqual([]);
  });

  it("finds nothing in a file that does none of this", () => {
    const text = `${imports}import { readFile } from "node:fs/promises";\nexport const x = (name: string): Code => code\`const \${identifier(name)} = 1;\`;`;
    expect(waysAround("src/codegen/emit/planted.ts", text)).toEqual([]);
  });

  it("only `Code`, a class, and functions leave the printer", () => {
    expect(Object.keys(printer).sort()).toEqual(
      [
        ...[
          "Code",
          "TemplateError",
          "code",
          "codeKit",
          "fillTemplate",
          "identifier",
          "isCode",
          "join",
          "jsdoc",
          "list",
          "literal",
        ],
        ...["memberKey", "nothing", "number", "onLines", "operands", "print", "propertyKey", "string"],
      ].sort(),
    );
  });
});
