import { describe, expect, it } from "vitest";
import { editConfigText } from "../../../src/shared/config/edit/edit-config-text.js";
import { readConfigText } from "../../../src/shared/config/index.js";

const entry = { command: "npx", args: ["-y", "p"], env: { A: "a" } };
const TOML = ".codex/config.toml";
const YAML = ".config/goose/config.yaml";
const LIST = ".continue/config.yaml";

const forms: readonly (readonly [intent: string, path: string, text: string, keys: readonly string[]])[] = [
  [
    "TOML tables",
    TOML,
    'x = 1\n\n# a\n[mcp_servers.a]\ncommand = "x"\n# in a\n[mcp_servers.a.env]\nK = "v"\n\n# b\n[mcp_servers.b]\ncommand = "y" # end\n',
    ["a", "b"],
  ],
  [
    "TOML tables that are not side by side",
    TOML,
    '[mcp_servers.a]\ncommand = "x"\n\n[mcp_servers.b]\ncommand = "y"\n\n[mcp_servers.a.env]\nK = "v"\n',
    ["a", "b"],
  ],
  [
    "TOML: an inline table",
    TOML,
    'mcp_servers = { a = { command = "x", args = ["}", \'{\'] }, b = { command = "y" } } # all\nz = 1\n',
    ["a", "b"],
  ],
  ["TOML: an inline table of one", TOML, 'mcp_servers = {a={command="x"}}\n', ["a"]],
  [
    "TOML: members on a line each",
    TOML,
    '[mcp_servers]\na = { command = "x" } # a\n"b c" = { command = "y", args = [\n  "1", # one\n  "2",\n] }\n\n[other]\nk = 1\n',
    ["a", "b c"],
  ],
  [
    "TOML: dotted keys",
    TOML,
    'mcp_servers.a.command = "x"\nmcp_servers.a.args = ["[mcp_servers.b]"]\nmcp_servers.b.command = "y"\n',
    ["a", "b"],
  ],
  [
    "TOML: texts that look like tables",
    TOML,
    'p = """\n[mcp_servers.a]\n"""\n[mcp_servers.a]\ncommand = "x"\nnote = \'\'\'\n[mcp_servers.b]\n# x\n\'\'\'\n',
    ["a"],
  ],
  [
    "TOML with CRLF and no end",
    TOML,
    '[mcp_servers.a]\r\ncommand = "x"\r\n\r\n[mcp_servers."b"]\r\ncommand = \'y\'\r\n',
    ["a", "b"],
  ],
  ["TOML without a last line break", TOML, '[mcp_servers.a]\ncommand = "x"', ["a"]],
  [
    "a list of TOML tables without a last line break",
    ".vibe/config.toml",
    '[[mcp_servers]]\nname = "a"\ncommand = "x"',
    ["a"],
  ],
  ["YAML without a last line break", YAML, "extensions:\n  a:\n    type: stdio\n    cmd: x", ["a"]],
  ["a YAML list without a last line break", LIST, "mcpServers:\n  - name: a\n    command: x", ["a"]],
  ["JSON without a last line break", "mcp.json", '{\n  "mcpServers": { "a": { "command": "x" } }\n}', ["a"]],
  [
    "TOML: a list of tables",
    ".vibe/config.toml",
    '# all\n[[mcp_servers]]\nname = "a"\ntransport = "stdio"\ncommand = "x"\n[mcp_servers.env]\nK = "v"\n\n# b\n[[mcp_servers]]\ntransport = "stdio"\nname = \'b\'\ncommand = "y"\n\n[other]\nk = 1\n',
    ["a", "b"],
  ],
  [
    "YAML on lines",
    YAML,
    "# top\nextensions:\n  a: # a\n    type: stdio\n    cmd: x\n  # b\n  b:\n    type: stdio\n    cmd: y\nother: 1\n",
    ["a", "b"],
  ],
  [
    "YAML in brackets",
    YAML,
    "extensions: { a: {type: stdio, cmd: x}, b: {type: stdio, cmd: y} } # all\nother: 1\n",
    ["a", "b"],
  ],
  [
    "YAML in brackets on lines",
    YAML,
    "extensions: {\n  a: {type: stdio, cmd: x},\n  b: {type: stdio, cmd: y},\n}\n",
    ["a", "b"],
  ],
  ["YAML: brackets around one", YAML, "extensions: {a: {type: stdio, cmd: x,},}\n", ["a"]],
  [
    "a YAML list on lines",
    LIST,
    "schema: v1\nmcpServers:\n  - name: a\n    command: x\n  - {name: b, command: y}\n",
    ["a", "b"],
  ],
  [
    "a YAML list in brackets",
    LIST,
    "schema: v1\nmcpServers: [{name: a, command: x}, {name: b, command: y}]\n",
    ["a", "b"],
  ],
  ["JSON on one line", "mcp.json", '{"mcpServers":{"a":{"command":"x"},"b":{"command":"y"}}}', ["a", "b"]],
];

const keysOf = async (text: string, path: string): Promise<readonly string[]> =>
  (await readConfigText(text, { path })).servers.map(({ key }) => key).sort();

describe.each(forms)("%s", (_, path, text, keys) => {
  it("adds a server, and removes it again byte for byte", async () => {
    expect(await keysOf(text, path)).toEqual(keys);
    const added = await editConfigText(text, path, { kind: "add", key: "new", entry });
    const { servers, faults } = await readConfigText(added, { path });
    expect(faults).toEqual([]);
    expect(servers.map(({ key }) => key).sort()).toEqual([...keys, "new"].sort());
    expect(servers.find(({ key }) => key === "new")).toMatchObject(entry);
    expect(await editConfigText(added, path, { kind: "remove", key: "new" })).toBe(text);
  });

  it.each(keys)("loses only %s", async (key) => {
    const removed = await editConfigText(text, path, { kind: "remove", key });
    expect(await keysOf(removed, path)).toEqual(keys.filter((each) => each !== key));
    for (const kept of ["other: 1", "# all", "z = 1", "k = 1", "# top"].filter((each) => text.includes(each)))
      expect(removed).toContain(kept);
  });
});

it.each([
  ["a YAML text without servers", YAML, "# mine\nGOOSE_MODE: 'auto'   # kept\nlist:\n    - 1\n"],
  ["an empty place", YAML, "extensions: {} # none\nGOOSE_MODE: 'auto'\n"],
  ["a TOML text without servers", TOML, "# mine\nmodel = 'x'\n"],
  ["no text", TOML, ""],
  ["no text", YAML, ""],
])("puts the first server into %s: %s", async (_, path, text) => {
  const added = await editConfigText(text, path, { kind: "add", key: "new", entry });
  expect(await keysOf(added, path)).toEqual(["new"]);
  for (const line of text.split("\n").filter((each) => !each.startsWith("extensions")))
    expect(added).toContain(line);
});

it("keeps a place that has become empty", async () => {
  const text = "# top\nextensions: # all\n  a:\n    cmd: x\nother: '1'\n";
  expect(await editConfigText(text, YAML, { kind: "remove", key: "a" })).toBe(
    "# top\nextensions: {} # all\nother: '1'\n",
  );
});
