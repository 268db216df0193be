import { expect, it } from "vitest";
import { parseConfigText, readConfigText } from "../../../src/shared/config/index.js";

it("accepts comments, trailing commas and a byte order mark", () => {
  const { servers, faults, path } = parseConfigText(
    '\uFEFF{ // one\n "mcpServers": { /* two */ "a": { "command": "x", "args": [1,], }, }, }',
    "m.json",
  );
  expect(faults).toEqual([]);
  expect(path).toBe("m.json");
  expect(servers).toMatchObject([{ key: "a", args: ["1"] }]);
});

it.each([
  ["a missing comma", '{\n  "a": 1\n  "b": 2\n}', 3, 3, /comma expected at "\\?"b\\?""/],
  ["an open brace", '{ "mcpServers": {', 1, 18, /close brace expected at the end/],
  ["no JSON", "mcpServers: a", 1, 1, /not valid JSON/],
  ["an open string", '{\r\n"a', 2, 1, /unexpected end of string/],
  ["nothing", "  \n", 1, 1, /it is empty/],
])("%s", (_, text, line, column, message) => {
  const { servers, faults } = parseConfigText(text);
  expect(servers).toEqual([]);
  expect(faults[0]).toMatchObject({ line, column, message: expect.stringMatching(message) as string });
});

it.each([
  ["YAML", "mcp.yaml", `mcpServers: ${"[".repeat(100_000)}${"]".repeat(100_000)}`],
  ["TOML", "mcp.toml", `[${"a.".repeat(100_000)}a]\nb = 1`],
])("says of %s that it is nested too deeply", async (format, path, text) => {
  const { faults } = await readConfigText(text, { path });
  expect(faults.map(({ message }) => message)).toEqual([
    `The config is not valid ${format}: it is nested too deeply.`,
  ]);
});

it("reports faults of entries with their position in the text", () => {
  const text =
    '{\n  "mcpServers": {\n    "a": { "command": "x", "timeout": "soon" },\n    "b": { "args": [] }\n  }\n}';
  const { faults } = parseConfigText(text);
  expect(faults.map(({ pointer, line, column }) => [pointer, line, column])).toEqual([
    ["/mcpServers/a/timeout", 3, 39],
    ["/mcpServers/b", 4, 10],
  ]);
});

it("reports a duplicate name; the last one counts", () => {
  const { servers, faults } = parseConfigText('{"mcpServers":{"a":{"command":"x"},\n"a":{"command":"y"}}}');
  expect(servers).toMatchObject([{ key: "a", command: "y" }]);
  expect(faults).toMatchObject([
    { pointer: "/mcpServers/a", line: 2, column: 1, message: '"a" occurs twice; the last one is used.' },
  ]);
});

it("accepts a server called __proto__", () => {
  const { servers } = parseConfigText('{"mcpServers":{"__proto__":{"command":"x","env":{"__proto__":"1"}}}}');
  expect(servers.map((it) => it.key)).toEqual(["__proto__"]);
  expect(servers.map((it) => (it.kind === "stdio" ? Object.entries(it.env) : []))).toEqual([
    [["__proto__", "1"]],
  ]);
});

const BLOCK = '```json\n{ "mcpServers": {} }\n```\n';
it.each([
  ["README.md", `# A server\n\n${BLOCK}`, 3, "Copy the text of the code block"],
  ["README", `# A server\n\nText: x\n\n${BLOCK}`, 5, "Copy the text of the code block"],
  ["mcp.json", BLOCK, 1, "Copy the text of the code block"],
  ["page.mdx", `---\ntitle: x\n---\n\n${BLOCK.replaceAll("```", "~~~")}`, 5, "Copy the text"],
  ["notes.md", "# A server\n", 1, "Name the config itself"],
])("says of %s that it is Markdown: %j", async (path, text, line, hint) => {
  const { faults } = await readConfigText(text, { path });
  const message = "The config is Markdown, such as a README.";
  expect(faults).toMatchObject([{ line, message, hint: expect.stringContaining(hint) as string }]);
});

it("takes no fence within a text of YAML for Markdown", async () => {
  const text = "mcpServers:\n  a:\n    command: x\n    description: |\n      ```\n      x\n";
  expect((await readConfigText(text, { path: "a.yaml" })).faults).toEqual([]);
});
