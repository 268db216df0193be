import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";

/** A server whose only tool says where it runs and what it was given. */
const SERVER = `
import { createInterface } from "node:readline";
const answer = (id, result) => console.log(JSON.stringify({ jsonrpc: "2.0", id, result }));
createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method } = JSON.parse(line);
  const said = JSON.stringify({ cwd: process.cwd(), arg: process.argv[2], letter: process.env.LETTER });
  if (method === "initialize")
    answer(id, { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo: { name: "s", version: "1" } });
  else if (method === "tools/call") answer(id, { content: [{ type: "text", text: said }] });
  else if (id !== undefined && method === "tools/list")
    answer(id, { tools: [{ name: "where", inputSchema: { type: "object" } }] });
  else if (id !== undefined)
    console.log(JSON.stringify({ jsonrpc: "2.0", id, error: { code: -32601, message: "no" } }));
});
`;

let project = "";
beforeAll(async () => {
  project = await realpath(await mkdtemp(join(tmpdir(), "paths-")));
  const files = {
    "server.mjs": SERVER,
    "sub/other.mjs": SERVER,
    "run.sh": `#!/bin/sh\nexec "${process.execPath}" "${project}/server.mjs" "$@"\n`,
    ".env": "LETTER=a\n",
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), text);
  }
  await chmod(join(project, "run.sh"), 0o755);
});
afterAll(() => rm(project, { recursive: true }));

const node = process.execPath;
it.each<[string, object, string, object]>([
  ["arguments and envFile", { command: node, args: ["./server.mjs"], envFile: ".env" }, "", { letter: "a" }],
  ["a command", { command: "./run.sh", args: ["x"] }, "", { arg: "x" }],
  ["cwd, and an argument in it", { command: node, args: ["other.mjs"], cwd: "./sub" }, "sub", {}],
  ["an argument beside cwd", { command: node, args: ["./server.mjs"], cwd: "sub" }, "sub", {}],
  ["a command beside cwd", { command: "./run.sh", cwd: "sub" }, "sub", {}],
  ["a variable", { command: node, args: ["${workspaceFolder}/server.mjs"] }, "", {}],
])("counts from the folder of the config: %s", async (_, entry, cwd, want) => {
  for (const path of ["mcp.json", ".vscode/mcp.json"]) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), JSON.stringify({ mcpServers: { s: entry } }));
    await using client = new Client(join(project, path), { stdio: { keepAlive: false, stderr: "ignore" } });
    await client.connect();
    const { content } = await client.callTool("where", {});
    const said = JSON.parse((content[0] as { text: string }).text) as object;
    expect(said).toMatchObject({ cwd: join(project, cwd), ...want });
  }
});
