import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { Client } from "../../src/runtime/index.js";
import { oddAnswers } from "../runtime/wire/odd-answers.js";
import { rawServer } from "../runtime/wire/raw-server.js";
import { pythonWithFastmcp } from "./peers/python.js";

const python = pythonWithFastmcp();

/** Calls every tool with a fresh client of FastMCP; prints which came back with "fine". */
const PROGRAM = `
import asyncio, json, logging, os, sys
logging.disable(logging.CRITICAL)
from fastmcp import Client
from fastmcp.client.transports import StdioTransport
given = json.loads(sys.argv[1])
def target():
    at = given["target"]
    return at if isinstance(at, str) else StdioTransport(at["command"], at["args"])
async def one(name, seconds=4):
    try:
        async with asyncio.timeout(seconds):
            async with Client(target()) as client:
                result = await client.call_tool(name, {})
                return [getattr(block, "text", None) for block in result.content] == ["fine"]
    except BaseException:
        return False
async def main():
    if not await one("tidy", 60):
        return []
    turns = asyncio.Semaphore(8)
    async def turn(name):
        async with turns:
            return await one(name)
    used = await asyncio.gather(*map(turn, given["names"]))
    return ["tidy"] + [name for name, fine in zip(given["names"], used) if fine]
async def told():
    print(json.dumps(await main()), flush=True)
    # Not the end of the loop: it waits for every thread that still reads from a server.
    os._exit(0)
asyncio.run(told())
`;

/** A program that hangs in the other client is not a fault of this one. */
const PYTHON_MS = 200_000;

async function usedByPython(target: unknown, names: readonly string[]): Promise<readonly string[]> {
  const child = spawn(python ?? "", ["-c", PROGRAM, JSON.stringify({ target, names })], {
    stdio: ["ignore", "pipe", "ignore"],
    timeout: PYTHON_MS,
    killSignal: "SIGKILL",
  });
  const said = await text(child.stdout);
  if (said === "") throw new Error(`FastMCP for Python said nothing within ${PYTHON_MS} ms.`);
  return JSON.parse(said) as string[];
}

async function isUsedHere(target: Parameters<typeof Client.connect>[0], name: string): Promise<boolean> {
  await using client = await Client.connect(target, { timeoutMs: 10_000 });
  return await client.callTool(name).then(
    ({ content }) => content.text === "fine",
    () => false,
  );
}

const names = [...oddAnswers.keys()];

describe.skipIf(python === undefined)("whatever FastMCP for Python can use is used here, too", () => {
  // FastMCP wants a `resultType` in every answer of 2026-07-28, so the older era is where the two can be compared.
  it.each(["http", "events", "stdio"] as const)("over %s", { timeout: 300_000 }, async (transport) => {
    const target = await rawServer(transport, "legacy", ({ id, method, params }, write) => {
      const odd = method === "tools/call" ? oddAnswers.get(String(params["name"])) : undefined;
      if (odd === undefined) return false;
      write(...odd.make(id));
      return true;
    });
    const used = await usedByPython(target, names);
    expect(used).toContain("tidy");
    const lost: string[] = [];
    for (const name of new Set(used)) if (!(await isUsedHere(target, name))) lost.push(name);
    expect(lost).toEqual([]);
    console.log(
      `FastMCP for Python uses ${new Set(used).size} of ${names.length} odd answers over ${transport}`,
    );
  });
});
