import { join } from "node:path";
import { expect, it } from "vitest";
import { saysCommonJs } from "../../../src/codegen/config/common-js.js";
import { folderWith } from "./temporary-folder.js";

const tsconfig = (module?: string): string => JSON.stringify({ compilerOptions: { module } });

it.each<[string, Record<string, string>, boolean]>([
  ["no tsconfig, and a package that says nothing", { "package.json": "{}" }, true],
  ["no tsconfig, and a package of modules", { "package.json": '{ "type": "module" }' }, false],
  [
    "modules for Node",
    { "package.json": '{ "type": "module" }', "tsconfig.json": tsconfig("NodeNext") },
    false,
  ],
  ["a package that says nothing", { "package.json": "{}", "tsconfig.json": tsconfig("nodenext") }, true],
  [
    "one that says commonjs",
    { "package.json": '{ "type": "commonjs" }', "tsconfig.json": tsconfig("node16") },
    true,
  ],
  [
    "the nearest of two packages",
    { "package.json": "{}", "src/package.json": '{ "type": "module" }', "tsconfig.json": tsconfig("node20") },
    false,
  ],
  ["a package that cannot be read", { "package.json": "{", "tsconfig.json": tsconfig("node16") }, false],
  ["a package that is no object", { "package.json": "7", "tsconfig.json": tsconfig("node16") }, false],
  [
    "a tsconfig that says so",
    { "package.json": '{ "type": "module" }', "tsconfig.json": tsconfig("CommonJS") },
    true,
  ],
  ["a bundler", { "package.json": "{}", "tsconfig.json": tsconfig("preserve") }, false],
  ["nothing said of modules", { "package.json": "{}", "tsconfig.json": tsconfig() }, false],
])("%s", async (_intent, files, want) => {
  const folder = await folderWith(files);
  expect(saysCommonJs(join(folder, "src/mcp"))).toBe(want);
});
