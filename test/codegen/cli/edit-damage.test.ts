import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folderWith } from "../config/temporary-folder.js";
import { runMain } from "./run-main.js";

const ADD = ["add", "new", "https://h.example/mcp"];
const ONE = '{ "mcpServers": { "own": { "command": "x" } } }\n';
const MANIFEST = { manifest_version: "0.3", name: "own", server: { mcp_config: { command: "x" } } };

it.each<[string, string, unknown, string]>([
  [
    "a plugin whose servers are in another file",
    ".claude-plugin/plugin.json",
    { name: "p", mcpServers: "./.mcp.json" },
    "The servers are in another file: ./.mcp.json.",
  ],
  ["a plugin with servers beside it", ".claude-plugin/plugin.json", { name: "p" }, '"own" would be lost'],
  ["a deployment of FastMCP", "fastmcp.json", { source: { path: "own.py" } }, '"own" would be lost'],
  ["a bundle's manifest", "manifest.json", MANIFEST, '"own" would be lost'],
  [
    "a bundle's manifest with a URL of its author",
    "manifest.json",
    { ...MANIFEST, author: { name: "a", url: "https://h.example" } },
    '"own" would be lost',
  ],
  [
    "an entry of Docker's catalogue",
    "server.yaml",
    { name: "own", image: "mcp/own", type: "server", run: { command: ["--stdio"] } },
    '"own" would be lost',
  ],
  [
    "a registry's server.json",
    "server.json",
    {
      name: "io.github.o/own",
      version: "1.0.0",
      packages: [{ registryType: "npm", identifier: "own", transport: { type: "stdio" } }],
    },
    "would be lost",
  ],
  ["a text in the place of servers", "mcp.json", { mcpServers: "x.json" }, "are in another file"],
  ["null in the place of servers", "mcp.json", { mcpServers: null }, '"mcpServers" is not an object'],
])("refuses to damage %s", async (_, file, value, said) => {
  const text = JSON.stringify(value, undefined, 2);
  const folder = await folderWith({ ".mcp.json": ONE, [file]: text });
  const { exitCode, stderr } = await runMain([...ADD, "-f", file], folder);
  expect(stderr).toContain(said);
  expect(exitCode).toBe(2);
  expect(await readFile(join(folder, file), "utf8")).toBe(text);
});

it("adds beside a bad entry, and takes one out of a list with a nameless one", async () => {
  const list = "mcpServers:\n  - command: x\n  - name: own\n    command: y\n  - { command: z }\n";
  const folder = await folderWith({
    "mcp.json": '{ "mcpServers": { "bad": 1 } }',
    ".continue/config.yaml": list,
  });
  expect((await runMain([...ADD, "-f", "mcp.json"], folder)).exitCode).toBe(0);
  expect((await runMain(["remove", "own", "-f", ".continue/config.yaml"], folder)).exitCode).toBe(0);
  expect(await readFile(join(folder, ".continue/config.yaml"), "utf8")).toBe(
    "mcpServers:\n  - command: x\n  - { command: z }\n",
  );
});
