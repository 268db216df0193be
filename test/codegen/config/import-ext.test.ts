import { join } from "node:path";
import { expect, it } from "vitest";
import { chooseImportExt } from "../../../src/codegen/config/import-ext.js";
import { folderWith } from "./temporary-folder.js";

const tsconfig = (compilerOptions: object): string => JSON.stringify({ compilerOptions });

it.each([
  ["nodenext", { "tsconfig.json": tsconfig({ module: "NodeNext" }) }, "js"],
  ["node16 by moduleResolution only", { "tsconfig.json": tsconfig({ moduleResolution: "node16" }) }, "js"],
  ["node20 modules", { "tsconfig.json": tsconfig({ module: "node20" }) }, "js"],
  ["a bundler", { "tsconfig.json": tsconfig({ module: "esnext", moduleResolution: "bundler" }) }, "none"],
  ["preserve, which implies a bundler", { "tsconfig.json": tsconfig({ module: "preserve" }) }, "none"],
  ["the legacy resolution", { "tsconfig.json": tsconfig({ moduleResolution: "node10" }) }, "none"],
  ["the compiler's defaults", { "tsconfig.json": "{}" }, "none"],
  [
    "TypeScript run directly",
    { "tsconfig.json": tsconfig({ module: "nodenext", allowImportingTsExtensions: true }) },
    "ts",
  ],
  [
    "rewritten imports",
    { "tsconfig.json": tsconfig({ module: "nodenext", rewriteRelativeImportExtensions: true }) },
    "ts",
  ],
  [
    "a base config",
    {
      "tsconfig.json": '{ "extends": "./base.json", /* comment */ }',
      "base.json": tsconfig({ module: "nodenext" }),
    },
    "js",
  ],
  [
    "a solution: the referenced project that covers the folder",
    {
      "tsconfig.json":
        '{ "files": [], "references": [{ "path": "./tsconfig.node.json" }, { "path": "./tsconfig.app.json" }] }',
      "tsconfig.node.json": '{ "compilerOptions": { "module": "nodenext" }, "include": ["vite.config.ts"] }',
      "tsconfig.app.json":
        '{ "compilerOptions": { "moduleResolution": "bundler", "allowImportingTsExtensions": true, "noEmit": true }, "include": ["src"] }',
    },
    "ts",
  ],
  [
    "the nearest of two",
    {
      "tsconfig.json": tsconfig({ module: "nodenext" }),
      "src/tsconfig.json": tsconfig({ module: "preserve" }),
    },
    "none",
  ],
  ["a missing base config", { "tsconfig.json": `{ "extends": "./gone.json" }` }, "js"],
])("%s", async (_intent, files, want) => {
  const folder = await folderWith(files);
  expect(chooseImportExt(join(folder, "src/mcp")).importExt).toBe(want);
});
