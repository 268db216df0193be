import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { generateFromModel, type ServerModel } from "../../../src/codegen/index.js";

const model = JSON.parse(
  readFileSync(new URL("../../fixtures/models/weather.json", import.meta.url), "utf8"),
) as ServerModel;

describe("the client of a small server", () => {
  const { files, names, diagnostics } = generateFromModel([model], { config: "../mcp.json" });

  // written with `vitest -u` and read by a person: what users see
  it.each([...files.keys()])("%s", async (path) => {
    await expect(files.get(path)).toMatchFileSnapshot(`golden/${path}.txt`);
  });

  it("returns the name in the code of everything", () => {
    expect(
      names.map(({ kind, wire, name, reason }) => [kind, wire, name, reason].filter(Boolean).join(" ")),
    ).toEqual([
      "server weather weather",
      "tool get_forecast getForecast",
      "tool list-stations listStations",
      "tool set-alert setAlert",
      "tool then thenTool reserved",
      "template weather://alerts/{region}{?since} alerts",
      "prompt packing-list packingList",
    ]);
    expect(diagnostics.map(({ code, subject }) => `${code} ${subject}`)).toEqual([
      'NAME_RESERVED tool "then"',
    ]);
  });
});

describe("options", () => {
  const text = (options: Parameters<typeof generateFromModel>[1], path = "weather/client.ts"): string =>
    generateFromModel([model], options).files.get(path) as string;

  it.each([
    ["js", './types.js"', './weather/index.js"'],
    ["ts", './types.ts"', './weather/index.ts"'],
    ["none", './types"', './weather/index"'],
  ] as const)("ends imports as %s requires", (importExt, types, index) => {
    expect(text({ importExt })).toContain(types);
    expect(text({ importExt }, "index.ts")).toContain(index);
    expect(text({ importExt }, "weather/index.ts")).not.toMatch(importExt === "js" ? /\.ts"/ : /\.js"/);
  });

  it("names no config if there is none", () => {
    expect(text({})).not.toMatch(/config:|import\.meta/);
  });

  it.each(["1x", "a-b", "then", "", "a b", "x;evil()"])("a name %j is refused", (name) => {
    expect(() => generateFromModel([model], { names: { "weather.set-alert": name } })).toThrow(/names:/);
  });
});
