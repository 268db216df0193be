import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadOptions } from "../../../src/codegen/config/load-options.js";
import { ConfigInvalidError } from "../../../src/codegen/config/usage-error.js";
import { folderWith } from "./temporary-folder.js";

describe("loadOptions", () => {
  it.each([
    ["fmcp.config.json", '{ "out": "gen", /* comment */ "servers": ["a"], }'],
    ["fmcp.config.mjs", 'export default { out: "gen", servers: ["a"] };'],
    ["fmcp.config.js", 'export default Promise.resolve({ out: "gen", servers: ["a"] });'],
    ["fmcp.config.mts", 'interface X { y: 1 }\nexport default { out: "gen" as string, servers: ["a"] };'],
    [
      "fmcp.config.ts",
      'import { out } from "./other.ts";\nexport default { out: out satisfies string, servers: ["a"] };',
    ],
  ])("reads %s, with paths relative to it", async (name, text) => {
    const folder = await folderWith({
      "package.json": '{ "type": "module" }',
      "other.ts": 'export const out: string = "gen";',
      [name]: text,
    });
    expect(await loadOptions(join(folder, name))).toEqual({
      path: join(folder, name),
      options: { out: join(folder, "gen"), servers: ["a"] },
    });
  });

  it("reads every option", async () => {
    const options = {
      $schema: "https://example.com/schema.json",
      config: "/x/mcp.json",
      out: "/x/out",
      servers: ["a", "b.*"],
      exclude: ["c"],
      concurrency: 2,
      timeoutMs: 5_000,
      importExt: "none",
      inlineConfig: true,
      templates: "/x/templates",
      names: { "weather.get_forecast": "forecast" },
      allowPartial: true,
    };
    const folder = await folderWith({ "fmcp.config.json": JSON.stringify(options) });
    expect((await loadOptions(join(folder, "fmcp.config.json"))).options).toEqual(options);
  });

  it.each([
    ["an unknown key", '{ "timeout": 3 }', '/timeout: unknown option "timeout". Did you mean "timeoutMs"?'],
    ["a wrong type", '{ "out": 3 }', "/out: Invalid input: expected string, received number."],
    [
      "a wrong choice",
      '{ "importExt": "mjs" }',
      '/importExt: Invalid option: expected one of "js"|"ts"|"none".',
    ],
    ["a wrong item", '{ "servers": ["a", 1] }', "/servers/1: Invalid input: expected string"],
    ["a number out of range", '{ "concurrency": 0 }', "/concurrency: Too small"],
    ["a name without its server", '{ "names": { "forecast": "x" } }', "/names/forecast: "],
    ["an array", "[]", "fmcp.config.json: Invalid input: expected object, received array."],
    ["malformed JSON", '{\n  "out" "x"\n}', "fmcp.config.json:2:9: The config is not valid JSON"],
  ])("refuses %s with its place", async (_intent, text, want) => {
    const folder = await folderWith({ "fmcp.config.json": text });
    await expect(loadOptions(join(folder, "fmcp.config.json"))).rejects.toThrow(want);
  });

  it("names every fault", async () => {
    const folder = await folderWith({ "fmcp.config.json": '{ "outt": "x", "timeoutMs": "3" }' });
    const error = await loadOptions(join(folder, "fmcp.config.json")).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(ConfigInvalidError);
    expect((error as ConfigInvalidError).faults.map((fault) => fault.pointer).sort()).toEqual([
      "/outt",
      "/timeoutMs",
    ]);
  });

  it.each([
    ["throws", "throw new Error('out of \\u001b[31mluck')", "fmcp.config.mjs: out of \\u{1b}[31mluck"],
    ["does not parse", "export default {", "fmcp.config.mjs: "],
    ["exports nothing", "export const out = 1;", "has no default export"],
    ["rejects", "export default Promise.reject(new Error('no vault'))", "fmcp.config.mjs: no vault"],
  ])("refuses a module that %s", async (_intent, text, want) => {
    const folder = await folderWith({ "fmcp.config.mjs": text });
    await expect(loadOptions(join(folder, "fmcp.config.mjs"))).rejects.toThrow(want);
  });

  it.each([
    ["missing.json", "No such file: "],
    ["missing.ts", "No such file: "],
    ["fmcp.config.yaml", "not an options file"],
    ["folder.json", "is a folder"],
  ])("refuses %s", async (name, want) => {
    const folder = await folderWith({ "folder.json/x": "" });
    await expect(loadOptions(join(folder, name))).rejects.toThrow(want);
  });
});
