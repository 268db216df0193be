import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { execaNode } from "execa";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Client } from "../../src/runtime/index.js";
import { runMain } from "../codegen/cli/run-main.js";
import { freePort } from "../support/free-port.js";
import { sourceAliases } from "../support/source-aliases.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = readFileSync(join(root, "docs/testing.md"), "utf8");

/** A server that says of its tool that it only reads. */
const SERVER = `
import { McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import * as z from "zod";
serveStdio(() => {
  const server = new McpServer({ name: "weather", version: "1.0.0" });
  const config = { inputSchema: z.object({ city: z.string() }), annotations: { readOnlyHint: true } };
  server.registerTool("forecast", config, ({ city }) => ({ content: [{ type: "text", text: "Rain in " + city }] }));
  return server;
});
`;

/** The TypeScript of the page: by the name of its file, or else by its number. */
const snippets = [...page.matchAll(/^```ts(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(
  ([, name, text = ""], index) => [name ?? `snippet${index}.ts`, text] as const,
);
const commands = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, text = ""]) =>
  text
    .trim()
    .split("\n")
    .map((line) => line.replace(/ +#.*/, "")),
);

// below the checkout, so that snippets and the server find their packages
const folder = mkdtempSync(join(root, ".cache/testing-"));
const built = (name: string): string => join(folder, name.replace(/\.ts$/, ".js"));

writeFileSync(join(folder, "server.js"), SERVER);
writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
const weather = { command: process.execPath, args: [join(folder, "server.js")] };
writeFileSync(join(folder, "mcp.json"), JSON.stringify({ mcpServers: { weather } }));
cpSync(join(root, "generated-examples/recordings/memory"), join(folder, "recordings/memory"), {
  recursive: true,
});
const generated = join(root, "generated-examples/src/mcp");
for (const [name, text] of snippets)
  writeFileSync(join(folder, name), text.replaceAll('"./mcp/', `"${generated}/`));
await build({
  entryPoints: snippets.map(([name]) => join(folder, name)),
  outdir: folder,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  logLevel: "error",
  alias: sourceAliases,
  packages: "external",
});

beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(root);
  rmSync(folder, { recursive: true });
});

const load = (name: string): Promise<unknown> => import(pathToFileURL(built(name)).href);

describe("docs/testing.md in vitest", async () => {
  await load("memory.test.ts");
});

it("docs/testing.md in node:test", async () => {
  const { exitCode, stdout } = await execaNode(built("memory.node.ts"), ["--test-reporter=tap"], {
    cwd: folder,
    reject: false,
  });
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: expect.stringMatching(/^# pass 2$/m) as string,
  });
});

describe("docs/testing.md", () => {
  it.each(snippets.filter(([name]) => name.startsWith("snippet")))(
    "has %s, which runs",
    async (name, text) => {
      const said: string[] = [];
      vi.spyOn(console, "log").mockImplementation((...words) => void said.push(words.join(" ")));
      await load(name).finally(() => vi.restoreAllMocks());
      for (const [, printed] of text.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm))
        if (printed !== "typed arguments") expect(said).toContain(printed);
    },
  );

  // each stands on what the ones before have made
  it("has commands that run", { timeout: 60_000 }, async () => {
    cpSync(built("snippet2.ts"), join(folder, "app.js"));
    expect(commands.length).toBeGreaterThan(8);
    const [listening, others] = [true, false].map((http) =>
      commands.filter((line) => line.includes(" --http ") === http),
    ) as [string[], string[]];
    for (const line of others)
      fine(line, await runMain(wordsOf(line).slice(2), folder, ENV, { stdin: asked() }));
    const servers = await Promise.all(listening.map((line) => serving(wordsOf(line).slice(2))));
    process.emit("SIGHUP", "SIGHUP");
    for (const [index, running] of servers.entries()) fine(listening[index] ?? "", await running.ended);
    expect(readFileSync(join(folder, "recordings/weather/tools/forecast.jsonl"), "utf8")).toContain(
      "Rain in Oslo",
    );
  });
});

const ENV = process.env as Record<string, string>;

function fine(line: string, { exitCode, stdout, stderr }: Awaited<ReturnType<typeof runMain>>): void {
  expect(line).toMatch(/^npx fmcp-codegen /);
  expect({ line, exitCode, stderr: exitCode === 0 ? "" : stderr }).toEqual({ line, exitCode: 0, stderr: "" });
  if (line.includes(" mock ") && !line.includes(" --http ")) expect(stdout).toContain("forecast");
}

/** What a client asks a server on stdio. */
function asked(): Readable {
  const clientInfo = { name: "test", version: "1" };
  const params = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo };
  const messages = [
    { id: 1, method: "initialize", params },
    { method: "notifications/initialized" },
    { id: 2, method: "tools/list", params: {} },
  ];
  return Readable.from(messages.map((message) => `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`));
}

/** Starts a server over HTTP, on a port that is free, and sees what it lists. */
async function serving(argv: readonly string[]): Promise<{ readonly ended: ReturnType<typeof runMain> }> {
  const port = await freePort();
  const ended = runMain(
    argv.map((word) => (word === "4000" ? String(port) : word)),
    folder,
  );
  await expect.poll(() => toolsAt(port)).toContain("forecast");
  return { ended };
}

/** The names of the tools that a server lists, if it answers: its faults may be those that were asked for. */
async function toolsAt(port: number): Promise<string> {
  try {
    await using client = await Client.connect(`http://127.0.0.1:${port}/weather/mcp`, { timeoutMs: 5_000 });
    return (await client.listTools()).map(({ name }) => name).join();
  } catch {
    return "";
  }
}

/** The words of a command line with single quotes, as a shell reads them. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:[^\s']|'[^']*')+/g)].map(([word]) => word.replaceAll("'", ""));
}
