import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { Client } from "../../src/runtime/index.js";
import { record } from "../../src/runtime/recording/record.js";
import { replay } from "../../src/runtime/recording/replay/replay.js";
import { dualEraSource } from "../runtime/support/sources.js";

const CALLS = 10_000;
const ROUNDS = 5;

/** CPU of 10,000 calls in replay, reading the recording included, over that of the same calls to a server in memory. */
export async function replayCost(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "fmcp-replay-"));
  try {
    const recorder = record({ to: folder, maxCalls: CALLS });
    await cpuOf(() => Client.connect(dualEraSource(server), { name: "adder", interceptors: [recorder] }));
    const ratios: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const live = await cpuOf(() => Client.connect(dualEraSource(server), { name: "adder" }));
      const replayed = await cpuOf(() => Client.connect(replay(folder), { name: "adder" }));
      // the first round warms up
      if (round > 0) ratios.push(replayed / live);
    }
    return ratios.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] as number;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function cpuOf(connect: () => Promise<Client>): Promise<number> {
  const before = process.cpuUsage();
  await using client = await connect();
  for (let n = 0; n < CALLS; n++) {
    const { content } = await client.callTool("add", { n });
    if (content.text !== `${n + 1}`) throw new Error(`${n} was answered with ${content.text}`);
  }
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function server(): McpServer {
  const made = new McpServer({ name: "adder", version: "1.0.0" });
  made.registerTool("add", { inputSchema: z.object({ n: z.number() }) }, ({ n }) => ({
    content: [{ type: "text", text: `${n + 1}` }],
  }));
  return made;
}
