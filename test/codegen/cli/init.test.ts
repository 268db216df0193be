import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { parse } from "dotenv";
import { expect, it, onTestFinished, vi } from "vitest";
import { envLine } from "../../../src/codegen/cli/init/env-file.js";
import { serverLines } from "../../../src/codegen/cli/init/questions.js";
import { parseConfig } from "../../../src/shared/config/index.js";
import { folderWith } from "../config/temporary-folder.js";
import { runMain } from "./run-main.js";

vi.mock("node:os", async (original) => ({ ...(await original<object>()), homedir: vi.fn() }));

const SERVER = `
import { createInterface } from "node:readline";
const answer = (id, result) => console.log(JSON.stringify({ jsonrpc: "2.0", id, result }));
createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method } = JSON.parse(line);
  if (method === "initialize")
    answer(id, { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo: { name: "s", version: "1" } });
  else if (method === "tools/list")
    answer(id, { tools: [{ name: process.env.API_KEY === "s3cret-value" ? "echo" : "nokey", inputSchema: { type: "object" } }] });
  else if (id !== undefined)
    console.log(JSON.stringify({ jsonrpc: "2.0", id, error: { code: -32601, message: "no" } }));
});
`;

it("collects servers, replaces secrets by variables, and generates", async () => {
  const home = await folderWith({
    ".cursor/mcp.json": JSON.stringify({ mcpServers: { home: { url: "https://h.example/mcp" } } }),
  });
  vi.mocked(homedir).mockReturnValue(home);
  onTestFinished(() => void delete process.env["API_KEY"]);
  const folder = await folderWith({ "server.mjs": SERVER });
  await mkdir(join(folder, ".vscode"));
  const entry = { command: process.execPath, args: ["server.mjs"], env: { API_KEY: "s3cret-value" } };
  await writeFile(join(folder, ".vscode/mcp.json"), JSON.stringify({ servers: { own: entry } }));
  const { exitCode, stderr } = await runMain(["init", "--yes", "--dotenv"], folder);
  expect(stderr).toContain("mcp.json: 1 server: own");
  expect(stderr).toContain("Its secrets were replaced with variables: API_KEY");
  expect(stderr).toContain(
    "the generator with node --env-file=.env node_modules/fmcp-codegen/bin/fmcp-codegen.js",
  );
  expect(stderr).toContain('import { own, mcp } from "./mcp');
  expect(stderr).not.toContain("s3cret-value");
  expect(exitCode).toBe(0);
  const config = JSON.parse(await readFile(join(folder, "mcp.json"), "utf8")) as object;
  expect(config).toEqual({ mcpServers: { own: { ...entry, env: { API_KEY: "${API_KEY}" } } } });
  expect(await readFile(join(folder, ".env"), "utf8")).toBe("API_KEY=s3cret-value\n");
  expect(await readFile(join(folder, ".gitignore"), "utf8")).toBe(".env\n");
  expect(await readFile(join(folder, "src/mcp/own/client.ts"), "utf8")).toContain("echo");
  expect((await runMain(["init", "--yes"], folder)).stderr).toContain("already exists");
});

it.each([
  ["plain", "a=b=="],
  ["a backslash and n", "plain\\nvalue"],
  ["a path", "C:\\new\\temp#x y"],
  ["double quotes", 'a"b#c d'],
  ["two kinds of quotes", "a'b\"c#d"],
  ["a quote, a backslash and n", "a'b\\nc#"],
  ["two quotes, a backslash and n", 'a`b"c#\\n'],
  ["JSON with a key", '{"key":"-----BEGIN-----\\nMII\\n"}'],
  ["a space at its end", "tail "],
  ["quotes around it", '"q"'],
  ["lines", "l1\nl2'x\"y"],
  ["a backslash at its end", "a b\\"],
  ["a reference", "$HOME-${PATH}abc"],
  ["all quotes", "a'b\"c`d"],
  ["all quotes and a comment", "a'b\"c`d#e", false],
  ["all quotes, one first", "'b\"c`d", false],
  ["all quotes, and lines", "a'b\"c`d\ne", false],
  ["a carriage return", "cr\r\nlf", false],
  ["nothing", ""],
])("keeps a value in .env for Node.js and dotenv, or not at all: %s", (_what, value, isKept = true) => {
  const line = envLine("A", value);
  const text = `${line}B='it'\nC="s"\nD=\`x\`\n`;
  const want = { A: value, B: "it", C: "s", D: "x" };
  if (isKept) expect([parseEnv(text), parse(text)]).toEqual([want, want]);
  else expect(line).toBeUndefined();
});

it("takes another variable where one is set to another value, and names what .env cannot keep", async () => {
  vi.mocked(homedir).mockReturnValue(await folderWith({}));
  const [kept, odd] = ["ghp_0123456789abcdefghij0123456789abcd", "cr\r\nlf"];
  const entry = { command: "none-such", env: { TAKEN_TOKEN: kept, SET_TOKEN: kept, ODD_TOKEN: odd } };
  const folder = await folderWith({ ".env": `TAKEN_TOKEN=other\nSET_TOKEN=${kept}\n` });
  await mkdir(join(folder, ".cursor"));
  await writeFile(join(folder, ".cursor/mcp.json"), JSON.stringify({ mcpServers: { own: entry } }));
  onTestFinished(() => {
    for (const name of ["OWN_TAKEN_TOKEN", "SET_TOKEN", "ODD_TOKEN"]) delete process.env[name];
  });
  const { stderr } = await runMain(["init", "--yes", "--dotenv"], folder);
  expect(stderr).toContain("Not written: ODD_TOKEN.");
  const config = JSON.parse(await readFile(join(folder, "mcp.json"), "utf8")) as object;
  const env = { TAKEN_TOKEN: "${OWN_TAKEN_TOKEN}", SET_TOKEN: "${SET_TOKEN}", ODD_TOKEN: "${ODD_TOKEN}" };
  expect(config).toMatchObject({ mcpServers: { own: { env } } });
  const want = { TAKEN_TOKEN: "other", SET_TOKEN: kept, OWN_TAKEN_TOKEN: kept };
  expect(parseEnv(await readFile(join(folder, ".env"), "utf8"))).toEqual(want);
});

it.each([
  ["does not start found servers without confirmation", [], 2, false],
  ["starts found servers with --yes", ["--yes"], 0, true],
  ["starts the servers of a config that is named", [".cursor/mcp.json"], 0, true],
])("%s", async (_what, args, want, isStarted) => {
  vi.mocked(homedir).mockReturnValue(await folderWith({}));
  const script = `(await import("node:fs")).writeFileSync("started", "");\n${SERVER}`;
  const entry = { command: process.execPath, args: ["server.mjs"] };
  const folder = await folderWith({
    "server.mjs": script,
    ".cursor/mcp.json": JSON.stringify({ mcpServers: { own: entry } }),
  });
  const { exitCode, stderr } = await runMain(["init", ...args, "--no-yes"], folder);
  expect({ exitCode, isStarted: existsSync(join(folder, "started")) }).toEqual({ exitCode: want, isStarted });
  expect(existsSync(join(folder, "mcp.json"))).toBe(isStarted);
  if (!isStarted) {
    expect(stderr).toContain(
      "from files that were found, not named, and 1 command of it is not confirmed. Nothing was written or started.",
    );
    expect(stderr).toContain("fmcp-codegen init --yes");
  }
});

it("reports that there is nothing to collect", async () => {
  vi.mocked(homedir).mockReturnValue(await folderWith({}));
  const { exitCode, stderr } = await runMain(["init", "--yes"], await folderWith({}));
  expect(exitCode).toBe(2);
  expect(stderr).toContain("No client in this project");
});

it("writes no secret of a command that is named itself, and names the variable", async () => {
  const token = "ghp_0123456789abcdefghij0123456789abcd";
  const folder = await folderWith({ "server.mjs": SERVER.replace('"nokey"', "process.argv[3].slice(0, 3)") });
  const command = ["--", "node", "server.mjs", "--token", token];
  const { exitCode, stderr } = await runMain(["generate", "-o", "src/mcp", ...command], folder);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.not.stringContaining(token) });
  const [, variable] =
    /^Set (\w+) where your program runs: src\/mcp\/mcp\.json refers to it/m.exec(stderr) ?? [];
  expect(await readFile(join(folder, "src/mcp/mcp.json"), "utf8")).toContain(`"\${${variable}}"`);
  const files = await readdir(join(folder, "src/mcp"), { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), "utf8")),
  );
  expect(texts.filter((text) => text.includes(token))).toEqual([]);
  // The server got it in this run: its tool has the name of how it begins.
  expect(texts.some((text) => text.includes('"ghp"'))).toBe(true);
});

it.each([
  [{ command: "npx", args: ["-y", "p", "--api-key", "s3cret-value-9"] }, "stdio npx -y p --api-key ***"],
  [{ command: "npx", args: ["p", "sk-live-0123456789abcdef"] }, "stdio npx p ***"],
  [{ command: "x", args: ["known word"] }, "stdio x ***"],
  [{ url: "https://user:pw@h.example/s/0123456789abcdef/mcp?key=s3cret" }, "http h.example"],
  [{ type: "sse", url: "https://h.example/s" }, "sse h.example"],
])("lists %j for the choice without its secrets", (server, want) => {
  const [entry] = parseConfig({ mcpServers: { own: server } }).servers;
  const known = {
    entry: { ...entry!, secretTexts: ["known word"] },
    path: "/p/a.json",
    client: "C",
    ofProject: true,
  };
  expect(serverLines([known], "/p", (text) => text)).toEqual(["C, a.json", `   1  own  ${want}`]);
});
