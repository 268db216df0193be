import { join } from "node:path";
import * as z from "zod";
import { expect, it } from "vitest";
import { loadOptions } from "../../../src/codegen/config/load-options.js";
import { type OutputSource, outputSchemas } from "../../../src/codegen/config/output-schemas.js";
import { folderWith } from "./temporary-folder.js";

const want = { type: "object", properties: { id: { type: "number" } }, required: ["id"] };

it.each<[string, OutputSource, object | boolean]>([
  ["a JSON Schema", want, want],
  ["anything", true, true],
  ["zod", z.looseObject({ id: z.number() }), want],
  [
    "a value that converts itself to JSON Schema",
    { "~standard": { version: 1, vendor: "x", jsonSchema: { output: () => want } } },
    want,
  ],
])("accepts an output given as %s", async (_, source, schema) => {
  expect(await outputSchemas({ "a.b": source })).toMatchObject({ "a.b": schema });
});

it("is read from a file next to fmcp.config", async () => {
  const folder = await folderWith({
    "fmcp.config.json": JSON.stringify({ outputs: { "a.b": "./schemas/b.json" } }),
    "schemas/b.json": JSON.stringify(want),
  });
  const { options } = await loadOptions(join(folder, "fmcp.config.json"));
  expect(options.outputs).toEqual({ "a.b": join(folder, "schemas/b.json") });
  expect(await outputSchemas(options.outputs ?? {})).toEqual({ "a.b": want });
});

it.each<[string, OutputSource, RegExp]>([
  ["a missing file", "/nowhere/b.json", /^outputs\["a\.b"\]: .*ENOENT/],
  ["a list", [], /^outputs\["a\.b"\]: this is not a JSON Schema/],
  ["zod without a JSON form", z.custom<bigint>(), /^outputs\["a\.b"\]: /],
])("%s is refused, naming the tool", async (_, source, message) => {
  await expect(outputSchemas({ "a.b": source })).rejects.toThrow(message);
});
