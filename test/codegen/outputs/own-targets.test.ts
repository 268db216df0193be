import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { checkGenerated } from "../../../src/codegen/gate/index.js";
import type { ServerModel } from "../../../src/codegen/index.js";
import { render } from "../../../src/codegen/run/generate-from-model.js";
import { hostileServer } from "../docs/hostile.js";
import { server } from "../diff/table/row.js";

const weather = JSON.parse(
  await readFile(new URL("../../fixtures/models/weather.json", import.meta.url), "utf8"),
) as ServerModel;
const TARGETS = ["tree", "llms", "fakes", "cli"];

/** Text by path of what the targets make, all of it passed by the gate. */
function made(
  models: readonly ServerModel[],
  importExt: "js" | "ts" | "none" = "js",
): ReadonlyMap<string, string> {
  const rendered = render(models, { targets: TARGETS, importExt, config: "../mcp.json" });
  checkGenerated(rendered.files, { ...rendered, importExt });
  return new Map([...rendered.files].filter(([path]) => TARGETS.includes(path.split("/")[0] ?? "")));
}

describe("targets of the package", () => {
  const files = made([weather]);

  it("are unchanged", async () => {
    const text = [...files].map(([path, each]) => `==> ${path}\n${each}`).join("\n");
    await expect(text).toMatchFileSnapshot("golden/weather.txt");
  });

  it.each(["js", "ts", "none"] as const)("pass the gate with imports that end in %s", (importExt) => {
    expect(made([weather], importExt).size).toBe(files.size);
  });

  it("pass the gate for a server that puts attacks everywhere", () => {
    expect(made([hostileServer(), weather]).size).toBeGreaterThan(files.size);
  });

  it("omit tools that are left out", () => {
    const { files: fewer } = render([weather], {
      targets: TARGETS,
      filter: { include: [], exclude: ["weather.get_forecast"] },
    });
    expect([...fewer.values()].join("")).not.toContain("get_forecast");
  });
});

describe("a file for each tool", () => {
  const tool = (name: string): ServerModel["tools"][number] =>
    ({ name, inputSchema: { type: "object" } }) as unknown as ServerModel["tools"][number];
  const filesOf = (key: string, names: readonly string[]): readonly string[] =>
    [...made([server({ key, tools: names.map(tool) })]).keys()]
      .filter((path) => /^tree\/.*\/(?!index\.|files\.).*\.ts$/.test(path))
      .map((path) => path.split("/")[2] ?? "")
      .sort();

  it.each([
    ["plain names", "s", ["get_x", "getY"], ["get-x.ts", "get-y.ts"]],
    ["names that the language reserves", "s", ["delete", "default"], ["default.ts", "delete.ts"]],
    [
      "names of our own files",
      "s",
      ["index", "files", "readme"],
      [/^files-\w{8}\.ts$/, /^index-\w{8}\.ts$/, /^readme-\w{8}\.ts$/],
    ],
    [
      "names that differ in case",
      "s",
      ["getX", "getx", "GETX"],
      ["get-x.ts", expect.any(String), expect.any(String)],
    ],
    ["a tool with the name of its server", "same", ["same"], ["same.ts"]],
    ["a server with the name of a parameter", "input", ["options", "input"], ["input.ts", "options.ts"]],
  ] as const)("%s", (_, key, names, want) => {
    const found = filesOf(key, names);
    expect(found).toHaveLength(want.length);
    for (const [i, name] of want.entries())
      if (name instanceof RegExp) expect(found[i]).toMatch(name);
      else expect(found[i]).toEqual(name);
    expect(new Set(found.map((name) => name.toLowerCase())).size).toBe(found.length);
  });

  it("does not move when the list is reversed", () => {
    const names = ["getX", "getx", "GETX", "get_x", "get-x"];
    expect(filesOf("s", names)).toEqual(filesOf("s", names.toReversed()));
  });
});
