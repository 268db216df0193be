import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { TEMPLATE_FILES } from "../../../src/codegen/emit/index.js";
import { compile, OUTPUT, writeProject } from "../../corpus/compile.js";

const text = (file: string): string =>
  readFileSync(new URL(`../../../templates/${file}`, import.meta.url), "utf8");

it("templates are ordinary TypeScript that compiles under every strict flag", async () => {
  const files = new Map(TEMPLATE_FILES.map((file) => [file, text(file)]));
  expect(await compile(await writeProject(`${OUTPUT}/templates`, files, "nodenext"), "6")).toEqual([]);
}, 120_000);

it.each(TEMPLATE_FILES)("%s ends every region that it starts", (file) => {
  expect(text(file).match(/\/\/#region /g)).toHaveLength((text(file).match(/\/\/#endregion/g) ?? []).length);
});
