import { join } from "node:path";
import { expect, it } from "vitest";
import { saysCommonJs } from "../../../src/codegen/config/common-js.js";
import { folderWith } from "./temporary-folder.js";

const tsconfig = (module?: string): string => JSON.stringify({ compilerOptions: { module } });

it.each<[string, Record<string, string>, string | undefined]>([
  ["no tsconfig", { "package.json": "{}" }, undefined],
  [
    "modules for Node",
    { "package.json": '{ "type": "module" }', "tsconfig.json": tsconfig("NodeNext") },
    undefined,
  ],
  [
    "a package that says nothing",
    { "package.json": "{}", "tsconfig.json": tsconfig("nodenext") },
    "package.json",
  ],
  [
    "one that says commonjs",
    { "package.json": '{ "type": "commonjs" }', "tsconfig.json": tsconfig("node16") },
    "package.json",
  ],
  [
    "the nearest of two packages",
    { "package.json": "{}", "src/package.json": '{ "type": "module" }', "tsconfig.json": tsconfig("node20") },
    undefined,
  ],
  ["a package that cannot be read", { "package.json": "{", "tsconfig.json": tsconfig("node16") }, undefined],
  ["a package that is no object", { "package.json": "7", "tsconfig.json": tsconfig("node16") }, undefined],
  [
    "a tsconfig that says so",
    { "package.json": '{ "type": "module" }', "tsconfig.json": tsconfig("CommonJS") },
    "tsconfig.json",
  ],
  ["a bundler", { "package.json": "{}", "tsconfig.json": tsconfig("preserve") }, undefined],
  ["nothing said of modules", { "package.json": "{}", "tsconfig.json": tsconfig() }, undefined],
])("%s", async (_intent, files, want) => {
  const folder = await folderWith(files);
  expect(saysCommonJs(join(folder, "src/mcp"))).toBe(want && join(folder, want));
});
