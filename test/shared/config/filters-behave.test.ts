import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { introspect } from "../../../src/codegen/index.js";
import { Client } from "../../../src/runtime/index.js";
import { folderWith } from "../../codegen/config/temporary-folder.js";

const args = [fileURLToPath(new URL("../../codegen/cli/fixtures/greeter.mjs", import.meta.url))];
const server = { command: "node", args };

/** The tools of the server, `greet` and `part`, that are left by a config in its place. */
describe.each<[client: string, path: string, config: object, left: readonly string[]]>([
  ["mcp.json", "mcp.json", { mcpServers: { s: { ...server, excludeTools: ["part"] } } }, ["greet"]],
  ["Roo Code", ".roo/mcp.json", { mcpServers: { s: { ...server, disabledTools: ["part"] } } }, ["greet"]],
  [
    "Gemini CLI",
    ".gemini/settings.json",
    { mcpServers: { s: { ...server, includeTools: ["part"] } } },
    ["part"],
  ],
  [
    "Copilot CLI",
    ".copilot/mcp-config.json",
    { mcpServers: { s: { ...server, tools: ["greet"] } } },
    ["greet"],
  ],
  [
    "Copilot CLI",
    ".copilot/mcp-config.json",
    { mcpServers: { s: { ...server, tools: "*" } } },
    ["greet", "part"],
  ],
  ["Amp", ".amp/settings.json", { "amp.mcpServers": { s: { ...server, includeTools: ["gr*"] } } }, ["greet"]],
  [
    "Amp",
    ".amp/settings.json",
    { "amp.mcpServers": { s: server }, "amp.tools.disable": ["mcp__s__greet", "builtin:Bash"] },
    ["part"],
  ],
  [
    "opencode",
    "opencode.json",
    { mcp: { s: { type: "local", command: ["node", ...args] } }, tools: { "s_*": false, s_part: true } },
    ["part"],
  ],
  [
    "opencode: an agent has on what is off for the others",
    "opencode.json",
    {
      mcp: { s: { type: "local", command: ["node", ...args] } },
      tools: { "s_*": false },
      agent: { reader: { tools: { s_greet: true } } },
    },
    ["greet"],
  ],
  [
    "Cline: what needs no confirmation hides nothing",
    "cline_mcp_settings.json",
    { mcpServers: { s: { ...server, autoApprove: ["part"] } } },
    ["greet", "part"],
  ],
])("tools that %s shows, %s", (_, path, config, left) => {
  it(`are ${left.join(" and ")} to a client, and to the generator`, async () => {
    const folder = await folderWith({ [path]: JSON.stringify(config) });
    const client = new Client(join(folder, path));
    await client.connect();
    try {
      expect((await client.listTools()).map(({ name }) => name).sort()).toEqual(left);
      const hidden = ["greet", "part"].find((name) => !left.includes(name));
      if (hidden !== undefined) await expect(client.callTool(hidden, { name: "x" })).rejects.toThrow(hidden);
    } finally {
      await client.close();
    }
    const { models } = await introspect(join(folder, path));
    expect(models.flatMap(({ tools }) => tools.map(({ name }) => name)).sort()).toEqual(left);
  });
});

it("are none of a server that settings of the project deny in Claude Code, to both alike", async () => {
  const folder = await folderWith({
    ".mcp.json": JSON.stringify({ mcpServers: { s: server, t: server } }),
    ".claude/settings.json": JSON.stringify({ deniedMcpServers: [{ serverName: "t" }] }),
  });
  const client = new Client(join(folder, ".mcp.json"));
  await client.connect();
  try {
    expect((await client.listTools()).map(({ name }) => name).sort()).toEqual(["greet", "part"]);
  } finally {
    await client.close();
  }
  const { models } = await introspect(join(folder, ".mcp.json"));
  expect(models.map(({ key }) => key)).toEqual(["s"]);
});

it.each([
  [{ includeTools: ["gret", "part"] }, "shows or hides", "gret", 'Did you mean "greet"?'],
  [{ tools: ["greet", "prat"] }, "shows or hides", "prat", 'Did you mean "part"?'],
  [{ disabledTools: ["greeet"] }, "shows or hides", "greeet", 'Did you mean "greet"?'],
  [{ excludeTools: ["part", "x_*"] }, "shows or hides", "x_*", "does not have."],
  [{ tools: { grete: { description: "x" } } }, "changes", "grete", 'Did you mean "greet"?'],
])("are named by generate if they are not there: %j", async (filter, verb, tool, hint) => {
  const config = { mcpServers: { s: { ...server, ...filter } } };
  const folder = await folderWith({ "mcp.json": JSON.stringify(config) });
  const { models } = await introspect(join(folder, "mcp.json"));
  const said = models.flatMap(({ diagnostics }) => diagnostics.map(({ message }) => message));
  expect(said).toEqual([expect.stringContaining(`The config ${verb} a tool "${tool}", which`)]);
  expect(said[0]).toContain(hint);
});

it("are warned of what their config says and is not obeyed", async () => {
  const folder = await folderWith({
    "mcp.json": JSON.stringify({
      mcpServers: { s: { ...server, sandbox: true }, off: { ...server, disabled: true, blub: 1 } },
    }),
  });
  const client = new Client(join(folder, "mcp.json"));
  const told: string[] = [];
  client.on("diagnostic", ({ code, server: name, message }) => told.push(`${code} ${name}: ${message}`));
  await client.connect();
  await client.close();
  expect(told).toEqual([
    expect.stringMatching(
      /^CONFIG s: .*mcp\.json:1:\d+ .*"sandbox": The server is not put into a sandbox here\. Run it/,
    ),
  ]);
});
