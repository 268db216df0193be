import { join } from "node:path";
import { expect, it } from "vitest";
import { saysCommonJs } from "../../../src/codegen/config/common-js.js";
import { folderWith } from "./temporary-folder.js";

const tsconfig = (module?: string): string => JSON.stringify({ compilerOptions: { module } });

it.each<[string, Record<string, string>, boolean]>([
  ["no tsconfig, and a package without a type", { "package.json": "{}" }, true],
  ["no tsconfig, and a package of ES modules", { "package.json": '{ "type": "module" }' }, false],
  [
    "ES modules for Node",
    { "package.json": '{ "type": "module" }', "tsconfig.json": tsconfig("NodeNext") },
    false,
  ],
  ["a package without a type", { "package.json": "{}", "tsconfig.json": tsconfig("nodenext") }, true],
  [
    "a package of type commonjs",
    { "package.json": '{ "type": "commonjs" }', "tsconfig.json": tsconfig("node16") },
    true,
  ],
  [
    "the nearest of two packages",
    { "package.json": "{}", "src/package.json": '{ "type": "module" }', "tsconfig.json": tsconfig("node20") },
    false,
  ],
  ["a package that cannot be read", { "package.json": "{", "tsconfig.json": tsconfig("node16") }, false],
  ["a package that is not an object", { "package.json": "7", "tsconfig.json": tsconfig("node16") }, false],
  [
    "a tsconfig that says so",
    { "package.json": '{ "type": "module" }', "tsconfig.json": tsconfig("CommonJS") },
    true,
  ],
  ["a bundler", { "package.json": "{}", "tsconfig.json": tsconfig("preserve") }, false],
  ["no module format", { "package.json": "{}", "tsconfig.json": tsconfig() }, false],
])("%s", async (_intent, files, want) => {
  const folder = await folderWith(files);
  expect(saysCommonJs(join(folder, "src/mcp"))).toBe(want);
});
