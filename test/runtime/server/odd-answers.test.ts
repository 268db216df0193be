import { expect, it } from "vitest";
import { Client, McpError } from "../../../src/runtime/index.js";
import { toServer } from "../../../src/runtime/server.js";
import { nameless, oddAnswers } from "../wire/odd-answers.js";
import { rawServer, transports } from "../wire/raw-server.js";
import { eras } from "../wire/server.js";

/** What a caller gets of a call: the text of its result, or how it failed. */
async function outcome(client: Client, name: string): Promise<object> {
  try {
    const { content, isError } = await client.callTool(name, {}, { raiseOnError: false });
    return { text: content.text, isError };
  } catch (error) {
    return { failed: true, rpcCode: error instanceof McpError ? error.rpcCode : undefined };
  }
}

/** The SDK's server, which answers in front, refuses types of content that it does not know. */
const narrower = new Set(["unknown block beside"]);

const rows = eras.flatMap((era) => transports.map((transport) => [transport, era] as const));

it.each(rows)(
  "what a client refuses of a server over %s, %s, no caller in front of it gets",
  { timeout: 120_000 },
  async (transport, era) => {
    const target = await rawServer(transport, era, ({ id, method, params }, write) => {
      const odd = method === "tools/call" ? oddAnswers.get(String(params["name"])) : undefined;
      if (odd !== undefined) write(...odd.make(id));
      return odd !== undefined;
    });
    const protocol = era === "legacy" ? "2025-11-25" : "2026-07-28";
    await using direct = await Client.connect(target, { timeoutMs: 20_000 });
    await using server = toServer(new Client(target, { timeoutMs: 20_000 }), { onError: () => {} });
    await using caller = await Client.connect(server, { protocol, timeoutMs: 30_000 });
    const differences: unknown[] = [];
    for (const name of oddAnswers.keys()) {
      // on one connection, these may end the calls beside them
      if (nameless.has(name)) continue;
      const [behind, front] = [await outcome(direct, name), await outcome(caller, name)];
      const refused = "failed" in behind || narrower.has(name);
      const same = refused ? "failed" in front : JSON.stringify(behind) === JSON.stringify(front);
      if (!same) differences.push([name, behind, front]);
    }
    expect(differences).toEqual([]);
  },
);
