import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { RECORDING_SERVER } from "./recording-server.js";

let project = "";
beforeAll(async () => {
  project = await realpath(await mkdtemp(join(tmpdir(), "paths-")));
  const files = {
    "server.mjs": RECORDING_SERVER,
    "sub/other.mjs": RECORDING_SERVER,
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
  [
    "arguments and envFile",
    { command: node, args: ["./server.mjs"], envFile: ".env" },
    "",
    { env: { LETTER: "a" } },
  ],
  ["a command", { command: "./run.sh", args: ["x"] }, "", { args: ["x"] }],
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

it.each<[string, object, string | undefined]>([
  [".mcp.json", {}, ""],
  [".mcp.json", { cwd: "sub", args: ["../server.mjs"] }, ""],
  [".mcp.json", { env: { CLAUDE_PROJECT_DIR: "/mine" } }, "/mine"],
  ["mcp.json", {}, undefined],
])("%s with %j tells a server the folder of the project as its client does", async (path, entry, want) => {
  const server = { command: node, args: ["./server.mjs"], ...entry };
  await writeFile(join(project, path), JSON.stringify({ mcpServers: { s: server } }));
  await using client = new Client(join(project, path), { stdio: { keepAlive: false, stderr: "ignore" } });
  await client.connect();
  const { content } = await client.callTool("where", {});
  const { env } = JSON.parse((content[0] as { text: string }).text) as {
    readonly env: Record<string, string>;
  };
  expect(env["CLAUDE_PROJECT_DIR"]).toBe(want === "" ? project : want);
});
