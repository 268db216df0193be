import { join } from "node:path";
import { expect, it } from "vitest";
import { type NeededPackage, neededPackages } from "../../../src/codegen/config/needed-packages.js";
import { folderWith, PACKAGES_ABOVE } from "./temporary-folder.js";

const installed = (name: string, version: string): Record<string, string> => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version }),
});
const ours = installed("fmcp-runtime", "0.1.0");
const zod = (found?: string): NeededPackage => ({
  name: "zod",
  atLeast: "4.5",
  ...(found !== undefined && { found }),
});

it.skipIf(PACKAGES_ABOVE).each<[string, Record<string, string>, readonly NeededPackage[]]>([
  ["nothing installed", {}, [{ name: "fmcp-runtime" }, zod()]],
  ["both", { ...ours, ...installed("zod", "4.6.7") }, []],
  ["the oldest zod that works", { ...ours, ...installed("zod", "4.5.0") }, []],
  ["a later major version", { ...ours, ...installed("zod", "10.0.0") }, []],
  [
    "zod under an alias",
    { ...ours, "node_modules/zod/package.json": '{ "name": "@mine/zod", "version": "4.5.1" }' },
    [],
  ],
  ["zod alone", installed("zod", "4.6.7"), [{ name: "fmcp-runtime" }]],
  ["an older zod", { ...ours, ...installed("zod", "4.4.3") }, [zod("4.4.3")]],
  ["a much older zod", { ...ours, ...installed("zod", "3.25.76") }, [zod("3.25.76")]],
  ["a manifest that cannot be read", { ...ours, "node_modules/zod/package.json": "{" }, [zod()]],
  [
    "code of one of the packages",
    { "package.json": ours["node_modules/fmcp-runtime/package.json"] ?? "" },
    [zod()],
  ],
  ["a project without node_modules", { ".pnp.cjs": "" }, []],
  ["a Deno project", { "deno.json": "{}" }, []],
])("%s", async (_intent, files, want) => {
  const folder = await folderWith(files);
  expect(neededPackages(join(folder, "src/mcp"))).toEqual(want);
});

it.skipIf(PACKAGES_ABOVE)("of a target are asked for once it is chosen, and of no other name", async () => {
  const folder = await folderWith({ ...ours, ...installed("zod", "4.6.7") });
  const needed = neededPackages(join(folder, "src/mcp"), ["tree", "cli", { name: "constructor" }]);
  expect(needed).toEqual([{ name: "commander", atLeast: "12.0" }]);
});
