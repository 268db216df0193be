import { chmod, cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { loadConfigFile } from "../../../src/runtime/config/index.js";
import { type Recording, RECORDING_SERVER } from "./recording-server.js";

const FIXTURES = fileURLToPath(new URL("../../fixtures/configs/clients/third/", import.meta.url));
const PROGRAMS = ["npx", "uvx", "uv", "aspire", "gh", "powershell"];
const PHP = "Library/Application Support/Herd/bin/php84";

let root = "";
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "started-")));
  for (const program of [...PROGRAMS.map((name) => `bin/${name}`), PHP]) {
    const path = join(root, program);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `#!${process.execPath}\n${RECORDING_SERVER}`);
    await chmod(path, 0o755);
  }
  vi.stubEnv("PATH", join(root, "bin"));
  vi.stubEnv("CHAT_TOKEN", "of-the-person");
  vi.stubEnv("UNRELATED", "x");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(root, { recursive: true });
});

/** A server of a config in its place: the arguments that its program gets, and what is in its environment. */
it.concurrent.each<[file: string, server: string, args: readonly string[], env: object]>([
  [
    "amazon-q/.amazonq/mcp.json",
    "browser",
    ["@b/mcp@latest", "--isolated", "--storage-state={E:misc-repo/storage/store.json}"],
    {},
  ],
  ["codex/.codex/config.toml", "aspire", ["agent", "mcp"], {}],
  ["copilot/.github/mcp.json", "workflows", ["aw", "mcp-server"], {}],
  [
    "crush/crush.json",
    "memory",
    ["run", "--directory", "/home/ada/memory", "memory", "mcp", "--project", "main"],
    {},
  ],
  ["fast-agent/fastagent.config.yaml", "forms", ["run", "tests/forms_server.py"], {}],
  [
    "goose/.config/goose/config.yaml",
    "chat",
    ["-y", "chat-server@latest"],
    { CHAT_TOKEN: "of-the-person", UNRELATED: undefined },
  ],
  [
    "goose/.config/goose/config.yaml",
    "search",
    ["--from", "search[mcp]", "search"],
    { CHAT_TOKEN: undefined },
  ],
  ["junie/.junie/mcp/mcp.json", "boost", ["{root}/My Projects/aes/artisan", "boost:mcp"], {}],
  ["roo/.roo/mcp.json", "browser", ["browser", "run-mcp-server"], {}],
  [
    "trae/.trae/mcp.json",
    "unity",
    [
      ...["-NoProfile", "-ExecutionPolicy", "Bypass", "-File"],
      ...["C:/Users/ada/mcp/unity-stdio.ps1", "D:/Project/My Block"],
    ],
    {},
  ],
  ["zed/.zed/settings.json", "notes", ["-y", "@n/notes"], { HEADERS: '{"Version": "1" }' }],
])("%s starts %s as its client does", async (file, server, args, env) => {
  const folder = join(root, file.replaceAll("/", "-"), server);
  const [client = "", ...place] = file.split("/");
  await cp(join(FIXTURES, client), folder, { recursive: true });
  const path = join(folder, ...place);
  if (client === "junie") await writeFile(path, (await readFile(path, "utf8")).replaceAll("/home/ada", root));
  const config = await loadConfigFile(path);
  const entry = config.servers.find(({ key }) => key === server);
  await using session = new Client({ ...config, servers: entry === undefined ? [] : [entry] } as never, {
    stdio: { keepAlive: false, stderr: "ignore" },
  });
  await session.connect();
  const { content } = await session.callTool("where", {});
  const said = JSON.parse((content[0] as { text: string }).text) as Recording;
  expect(said.args).toEqual(args.map((word) => word.replace("{root}", root)));
  expect(said.cwd).toBe(folder);
  for (const [name, value] of Object.entries(env)) expect(said.env[name]).toBe(value);
});
