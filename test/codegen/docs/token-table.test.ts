import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { loadTokenizer } from "../../../src/codegen/cli/docs/tokenizer.js";
import { tokenTable } from "../../../src/codegen/docs/token-table.js";
import type { ServerModel } from "../../../src/codegen/index.js";
import { render } from "../../../src/codegen/run/generate-from-model.js";

const model = JSON.parse(
  await readFile(new URL("../../fixtures/models/weather.json", import.meta.url), "utf8"),
) as ServerModel;
const one = (tool: object): ServerModel["tools"][number] => ({ ...model.tools[0]!, ...tool });
const server = {
  ...model,
  tools: [
    one({ name: "small", description: "A.", inputSchema: { type: "object" } }),
    one({ name: "large\u{1b}[2J", description: "B. ".repeat(500), inputSchema: { type: "object" } }),
  ],
};
const tokenizer = await loadTokenizer();
const count = (text: string): number => text.length;

it("names the most expensive tool first, and escapes names of servers", () => {
  const { plan } = render([server], {});
  const lines = tokenTable(plan.servers, count, "letters").trimEnd().split("\n");
  expect(lines.map((line) => line.trim().split(/\s{2,}/))).toEqual([
    ["Tokens (letters) of name, description and input schema of each tool"],
    [""],
    ["weather (2 tools)", "1,641"],
    [String.raw`large\u{1b}[2J`, "1,574"],
    ["small", "67"],
    [""],
    ["all servers (2 tools)", "1,641"],
  ]);
});

it("shows what the filter saves", () => {
  const { plan } = render([server], { filter: { include: [], exclude: ["weather.large*"] } });
  const text = tokenTable(plan.servers, count, "letters");
  expect(text).toMatch(/^all servers \(1 tool\) +67\nsaved by the filter \(1 tool left out\) +1,574\n$/m);
});

// counts that OpenAI's own tokenizer gives
it.each([
  ["hello world", 2],
  ["<|endoftext|>", 7],
  ["", 0],
])("counts the tokens of %j", (text, want) => {
  expect(tokenizer(text)).toBe(want);
});
