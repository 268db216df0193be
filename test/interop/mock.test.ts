import { execFile, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mockSource } from "../../src/codegen/cli/mock/mock-source.js";
import { type Listening, serveHttp } from "../../src/codegen/cli/mock/serve-http.js";
import { readLock } from "../../src/codegen/lock/index.js";
import { pythonWithFastmcp } from "./peers/python.js";

// the command as others start it, from what is built
const root = fileURLToPath(new URL("../..", import.meta.url));
const out = join(root, "generated-examples/src/mcp");
const mock = [process.execPath, join(root, "bin/fmcp-codegen.js"), "mock", "-o", out, "-s", "memory"];
const { servers } = readLock(readFileSync(join(out, "mcp.lock.json"), "utf8"), "mcp.lock.json");
const model = servers["memory"]!.model;
const names = model.tools.map(({ name }) => name).sort();

let listening: Listening;
let url = "";
beforeAll(async () => {
  listening = await serveHttp(new Map([["memory", mockSource(model, {})]]), 0);
  url = `http://127.0.0.1:${listening.port}/memory/mcp`;
});
afterAll(() => listening.close());

async function run(command: string, args: readonly string[]): Promise<string> {
  const options = { timeout: 120_000, cwd: tmpdir(), shell: false, maxBuffer: 1e8 };
  return (await promisify(execFile)(command, args, options)).stdout;
}

const INSPECTOR = ["-y", "@modelcontextprotocol/inspector@2.12.0", "--cli"];
const hasNpx =
  process.platform !== "win32" &&
  spawnSync("npx", [...INSPECTOR, "--version"], { timeout: 180_000 }).status === 0;

describe.skipIf(!hasNpx)(
  "the command line of the official inspector uses a mock",
  { timeout: 130_000 },
  () => {
    const inspect = async (target: readonly string[], ...flags: string[]): Promise<unknown> =>
      JSON.parse(await run("npx", [...INSPECTOR, ...target, ...flags]));

    it.each<[string, string, () => readonly string[]]>([
      ["on stdio", "legacy", () => mock],
      ["on stdio", "modern", () => mock],
      ["over HTTP", "legacy", () => [url, "--transport", "http"]],
      ["over HTTP", "modern", () => [url, "--transport", "http"]],
    ])("%s, in the era %s", async (_where, era, command) => {
      const target = (): readonly string[] => ["--protocol-era", era, ...command()];
      const { tools } = (await inspect(target(), "--method", "tools/list")) as { tools: { name: string }[] };
      expect(tools.map(({ name }) => name).sort()).toEqual(names);
      const call = ["--method", "tools/call", "--tool-name", "search_nodes", "--tool-arg", "query=x"];
      expect(await inspect(target(), ...call)).toMatchObject({
        structuredContent: { entities: expect.any(Array) as unknown[] },
      });
    });
  },
);

const python = pythonWithFastmcp() ?? "";

describe.skipIf(python === "")("Python FastMCP's client uses a mock", { timeout: 130_000 }, () => {
  const CODE = `
import asyncio, json, sys
from fastmcp import Client
from fastmcp.client.transports import StdioTransport
where = json.loads(sys.argv[1])
target = where if isinstance(where, str) else StdioTransport(command=where[0], args=where[1:])
async def main():
    async with Client(target) as client:
        tools = sorted(tool.name for tool in await client.list_tools())
        result = await client.call_tool("search_nodes", {"query": "x"})
        try:
            await client.call_tool("search_nodes", {"query": 5})
            refused = False
        except Exception as error:
            refused = "query" in str(error)
        print(json.dumps([tools, sorted(result.structured_content), refused]))
asyncio.run(main())`;

  it.each<[string, () => string | readonly string[]]>([
    ["on stdio", () => mock],
    ["over HTTP", () => url],
  ])("%s", async (_where, target) => {
    const said = JSON.parse(await run(python, ["-c", CODE, JSON.stringify(target())])) as unknown;
    expect(said).toEqual([names, ["entities", "relations"], true]);
  });
});
