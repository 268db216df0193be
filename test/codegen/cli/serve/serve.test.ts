import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client } from "../../../../src/runtime/index.js";
import { pythonWithFastmcp } from "../../../interop/peers/python.js";
import { useBuiltBin } from "../../../package/built.js";
import { runMain } from "../run-main.js";

const script = fileURLToPath(new URL("versions-server.mjs", import.meta.url));
const bin = useBuiltBin();

/** A folder with the lock of version 1, and configs of one server and of two. */
async function prepared(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "serve-"));
  const entry = (version: string) => ({ command: process.execPath, args: [script, version] });
  const write = (name: string, mcpServers: object) =>
    writeFile(join(folder, name), JSON.stringify({ mcpServers }));
  await write("before.json", { versions: entry("1"), second: entry("1") });
  await write("one.json", { versions: entry("2") });
  await write("two.json", { versions: entry("2"), second: entry("1") });
  const { exitCode, stderr } = await runMain(["before.json", "-o", "out"], folder);
  expect([exitCode, stderr]).toEqual([0, expect.any(String)]);
  return folder;
}

let folder: string;
beforeAll(async () => {
  folder = await prepared();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function serve(config: string, flags: readonly string[] = [], protocol?: "2025-11-25" | "2026-07-28") {
  return Client.connect(
    {
      command: process.execPath,
      args: [bin(), "serve", "--yes", join(folder, config), ...flags],
      cwd: folder,
    },
    protocol === undefined ? {} : { protocol },
  );
}

describe.each(["2025-11-25", "2026-07-28"] as const)("on stdio, %s", (protocol) => {
  it("offers what the servers offer, each under its name if there are several", async () => {
    await using one = await serve("one.json", [], protocol);
    expect((await one.listTools()).map(({ name }) => name)).toEqual(["stays", "drifts", "lies", "comes"]);
    expect(one.serverInfo).toMatchObject({ name: "versions", version: "2" });
    await using two = await serve("two.json", [], protocol);
    expect((await two.callTool("versions_stays", { n: 4 })).data).toEqual({ n: 4 });
    expect((await two.callTool("second_goes", { n: 5 })).content.text).toBe("goes 5");
    expect((await two.readResource("docs://second/old")).text).toBe("text");
  });
});

describe("with --locked", () => {
  it.each([
    ["one.json", ["stays", "lies"], ["docs://old"], ["old"]],
    [
      "two.json",
      ["versions_stays", "versions_lies", "second_stays", "second_drifts", "second_lies", "second_goes"],
      ["docs://versions/old", "docs://second/old"],
      ["versions_old", "second_old"],
    ],
  ])("offers of %s only what the lock contains", async (config, tools, resources, prompts) => {
    await using client = await serve(config, ["--locked", "-o", "out"]);
    expect((await client.listTools()).map(({ name }) => name)).toEqual(tools);
    expect((await client.listResources()).map(({ uri }) => uri)).toEqual(resources);
    expect((await client.listPrompts()).map(({ name }) => name)).toEqual(prompts);
  });

  it("refuses what drifted, is not in the lock, or violates its schemas, and says so", async () => {
    await using client = await serve("one.json", ["--locked", "-o", "out"]);
    expect((await client.callTool("stays", { n: 1 })).data).toEqual({ n: 1 });
    const rows: [() => Promise<unknown>, string][] = [
      [() => client.callTool("drifts", { n: 1 }), 'Tool "drifts" is not what the lock says'],
      [() => client.callTool("comes", { n: 1 }), 'Tool "comes" is not in the lock'],
      [() => client.callTool("goes", { n: 1 }), "its server no longer has it"],
      [() => client.callTool("stays", { n: "one" }), 'do not match its schema in the lock at "n"'],
      [() => client.callTool("lies", { n: 1 }), "The answer of"],
      [() => client.readResource("docs://new"), 'Resource "docs://new" is not in the lock'],
      [() => client.readResource("docs://page/1/../../new"), "is not in the lock"],
      [() => client.getPrompt("new"), 'Prompt "new" is not in the lock'],
    ];
    for (const [call, message] of rows) await expect(call()).rejects.toThrow(message);
    expect((await client.readResource("docs://page/1")).text).toBe("text");
  });

  it("exits with 2 if there is no lock", async () => {
    const { exitCode, stderr } = await runMain(
      ["serve", "--yes", "one.json", "--locked", "-o", "none"],
      folder,
    );
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("mcp.lock.json")]);
  });
});

const python = pythonWithFastmcp() ?? "";
it.skipIf(python === "").each(["auto", "legacy"])(
  "answers Python FastMCP's client, mode %s",
  async (mode) => {
    const code = `
import asyncio, json, sys
from fastmcp import Client
from fastmcp.client.transports import StdioTransport
async def main():
    command, *args = json.loads(sys.argv[1])
    async with Client(StdioTransport(command, args), mode=sys.argv[2]) as client:
        tools = await client.list_tools()
        result = await client.call_tool("stays", {"n": 3})
        print(json.dumps([[tool.name for tool in tools], result.structured_content]))
asyncio.run(main())`;
    const command = [process.execPath, bin(), "serve", "--yes", join(folder, "one.json")];
    const { stdout } = await promisify(execFile)(python, ["-c", code, JSON.stringify(command), mode]);
    expect(JSON.parse(stdout)).toEqual([["stays", "drifts", "lies", "comes"], { n: 3 }]);
  },
);
