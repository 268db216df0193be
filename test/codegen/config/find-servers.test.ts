import { chown, mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { findServers } from "../../../src/codegen/config/find-servers.js";
import { loadServers } from "../../../src/codegen/config/load-servers.js";
import { folderWith } from "./temporary-folder.js";

const servers = '{ "mcpServers": { "a": { "command": "x" } } }';

describe("findServers", () => {
  it.each<[string, Readonly<Record<string, string>>, string, readonly string[]]>([
    [
      "mcp.json before all others",
      { "mcp.json": servers, ".cursor/mcp.json": servers },
      ".",
      ["mcp.json", ".cursor/mcp.json"],
    ],
    ["only the nearest folder", { "mcp.json": servers, "a/.mcp.json": servers }, "a/b/c", ["a/.mcp.json"]],
    [
      "from the root of the repository",
      { ".vscode/mcp.json": '{ "servers": { "a": { "command": "x" } } }' },
      "a/b/c",
      [".vscode/mcp.json"],
    ],
    ["nothing", {}, "a/b/c", []],
    ["nothing above the root of the repository", { "mcp.json": servers, "a/b/.git/HEAD": "" }, "a/b/c", []],
    [
      "no settings file without servers",
      { ".vscode/settings.json": "{}", "opencode.json": "{}", "mcp.json": servers },
      ".",
      ["mcp.json"],
    ],
    ["a config without servers if there is no other", { "mcp.json": "{}" }, ".", ["mcp.json"]],
    ["a broken config last", { "mcp.json": "{", ".mcp.json": servers }, ".", [".mcp.json", "mcp.json"]],
    [
      "Codex's TOML",
      { ".codex/config.toml": '[mcp_servers.a]\ncommand = "x"\n' },
      ".",
      [".codex/config.toml"],
    ],
    [
      "blocks of Continue",
      { ".continue/mcpServers/one.yaml": "mcpServers:\n  - name: a\n    command: x\n" },
      ".",
      [".continue/mcpServers/one.yaml"],
    ],
    ["no file that has to be named", { "server.json": servers, "manifest.json": servers }, ".", []],
  ])("takes %s", async (_, files, from, want) => {
    const folder = await folderWith(files);
    await mkdir(join(folder, from), { recursive: true });
    const { found } = await findServers(join(folder, from));
    expect(found.map(({ path }) => relative(folder, path))).toEqual(want);
  });

  it("reports where the search ended", async () => {
    const folder = await folderWith({});
    expect(await findServers(join(folder, "x"))).toEqual({ found: [], top: folder, foreign: [] });
  });

  it.skipIf(process.getuid?.() !== 0)("skips a file of another user", async () => {
    const folder = await folderWith({ "mcp.json": servers });
    await chown(join(folder, "mcp.json"), 1_234, 1_234);
    expect(await findServers(folder)).toEqual({
      found: [],
      top: folder,
      foreign: [join(folder, "mcp.json")],
    });
  });
});

describe("loadServers", () => {
  it("takes a client's own file", async () => {
    const home = await folderWith({ ".codex/config.toml": '[mcp_servers.a]\ncommand = "x"\n' });
    const loaded = await loadServers("client:codex", { cwd: home, home });
    expect(loaded).toMatchObject({ path: join(home, ".codex/config.toml"), config: { dialect: "codex" } });
  });

  it("takes the project's and the user's servers from a file with several projects", async () => {
    const home = await folderWith({});
    const projects = {
      [join(home, "p")]: { mcpServers: { own: { command: "x" } } },
      [join(home, "other")]: { mcpServers: { foreign: { command: "x" } } },
    };
    const document = { numStartups: 1, projects, mcpServers: { user: { command: "y" } } };
    await writeFile(join(home, ".claude.json"), JSON.stringify(document));
    const { config } = await loadServers("client:claude-code", { cwd: join(home, "p/sub"), home });
    expect(config.servers.map(({ key, folder }) => [key, folder])).toEqual([
      ["user", join(home, "p/sub")],
      ["own", join(home, "p")],
    ]);
  });

  it.each([
    ["client:cursr", /no such client\. Did you mean "cursor"\?/],
    ["client:cursor", /Cursor has no config here/],
    ["checkk", /No such file/],
    ["./missing.py", /No such script/],
  ])("refuses %s", async (word, message) => {
    const home = await folderWith({});
    await expect(loadServers(word, { cwd: home, home })).rejects.toThrow(message);
  });

  it.each([
    ["./missing.py", "Check its path."],
    ["node missing.mjs", "Check its path, or write a command after `--`."],
  ])("says how to correct %s", async (word, hint) => {
    const home = await folderWith({});
    await expect(loadServers(word, { cwd: home, home })).rejects.toMatchObject({ hint });
  });

  it.each<[string, string, object]>([
    ["https://mcp.linear.app/mcp", "linear", { url: "https://mcp.linear.app/mcp" }],
    ["http://127.0.0.1:3901/mcp", "local-3901", { url: "http://127.0.0.1:3901/mcp" }],
    [
      "npm:@scope/server-memory@1.2.3",
      "memory",
      { command: "npx", args: ["-y", "@scope/server-memory@1.2.3"] },
    ],
    ["@scope/weather-mcp", "weather", { command: "npx", args: ["-y", "@scope/weather-mcp"] }],
    ["pypi:mcp-server-git", "git", { command: "uvx", args: ["mcp-server-git"] }],
    ["tools/weather.py", "weather", { command: "python3", args: ["./tools/weather.py"] }],
    ["server.mjs", "PROJECT", { command: "node", args: ["./server.mjs"] }],
    ['command:["npx","-y","@x/files","/tmp"]', "files", { command: "npx", args: ["-y", "@x/files", "/tmp"] }],
    [
      'command:["python3","-m","weather_mcp"]',
      "weather_mcp",
      { command: "python3", args: ["-m", "weather_mcp"] },
    ],
    ['command:["uvx","--from","pkg","tool"]', "tool", { command: "uvx", args: ["--from", "pkg", "tool"] }],
    ['command:["pnpm","dlx","@acme/server"]', "acme", { command: "pnpm", args: ["dlx", "@acme/server"] }],
    ['command:["npx","x"]', "x", { command: "npx", args: ["x"] }],
    ['command:["./run","--stdio"]', "run", { command: "./run", args: ["--stdio"] }],
  ])("takes %s as a server", async (word, key, entry) => {
    const cwd = await folderWith({ "tools/weather.py": "", "server.mjs": "" });
    const { target, config, path } = await loadServers(word, { cwd, own: join(cwd, "src/mcp") });
    const name = key === "PROJECT" ? relative(join(cwd, ".."), cwd) : key;
    expect(target?.key).toBe(name);
    expect(path).toBe(join(cwd, "src/mcp/mcp.json"));
    const started = "command" in entry ? { ...entry, cwd: "../.." } : entry;
    expect(config.servers.map(({ raw }) => raw)).toEqual([started]);
  });

  const token = "ghp_0123456789abcdefghij0123456789abcd";

  it.each<[string, string, object, Readonly<Record<string, string>>]>([
    [
      "https://mcp.acme.example/mcp?api_key=6b0d1f5e-2f0a-4b51-9a5c-0d9b7c1f2e3a",
      "acme",
      { url: "https://mcp.acme.example/mcp?api_key=${ACME_TOKEN}" },
      { ACME_TOKEN: "6b0d1f5e-2f0a-4b51-9a5c-0d9b7c1f2e3a" },
    ],
    [
      `command:["npx","-y","@acme/server","--token","${token}"]`,
      "acme",
      { command: "npx", args: ["-y", "@acme/server", "--token", "${ACME_TOKEN}"] },
      { ACME_TOKEN: token },
    ],
    [
      `command:["npx","--token","${token}","x"]`,
      "x",
      { command: "npx", args: ["--token", "${X_TOKEN}", "x"] },
      { X_TOKEN: token },
    ],
    [
      `command:["docker","run","-e","KEY=${token}","acme/weather"]`,
      "weather",
      { command: "docker", args: ["run", "-e", "KEY=${WEATHER_TOKEN}", "acme/weather"] },
      { WEATHER_TOKEN: token },
    ],
    [
      `command:["node","${token}"]`,
      "node",
      { command: "node", args: ["${NODE_TOKEN}"] },
      { NODE_TOKEN: token },
    ],
  ])("writes no secret of %s, and finds it in this run", async (word, key, entry, secrets) => {
    const cwd = await folderWith({});
    const env: Record<string, string | undefined> = {};
    const { target, config } = await loadServers(word, { cwd, env });
    expect({ key: target?.key, variables: target?.variables }).toEqual({
      key,
      variables: Object.keys(secrets),
    });
    expect(config.servers.map(({ raw }) => raw)).toEqual([entry]);
    expect(env).toEqual(secrets);
    for (const secret of Object.values(secrets)) expect(target?.text).not.toContain(secret);
  });

  it("keeps the contents of the output's own config", async () => {
    const cwd = await folderWith({
      "mcp.json": '{\n  // mine\n  "mcpServers": {\n    "a": { "command": "x" }\n  }\n}\n',
    });
    const { target } = await loadServers("https://mcp.example.com/mcp", { cwd });
    expect(target?.text).toBe(
      '{\n  // mine\n  "mcpServers": {\n    "a": { "command": "x" },\n    "example": {\n      "url": "https://mcp.example.com/mcp"\n    }\n  }\n}\n',
    );
  });
});
