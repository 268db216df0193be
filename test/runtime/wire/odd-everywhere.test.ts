import { expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { rawServer, tidy, transports } from "./raw-server.js";
import { eras } from "./server.js";

/** What a server does to every one of its answers: handshake, lists, ping and calls alike. */
const habits = new Map<string, (answer: object, id: number) => unknown>([
  ["error null", (answer) => ({ ...answer, ...("result" in answer && { error: null }) })],
  ["result null beside an error", (answer) => ({ ...answer, ...("error" in answer && { result: null }) })],
  [
    "_meta null",
    (answer) =>
      "result" in answer ? { ...answer, result: { ...(answer.result as object), _meta: null } } : answer,
  ],
  ["extra members", (answer) => ({ ...answer, timestamp: 1, node: null })],
  ["id as text", (answer, id) => ({ ...answer, id: String(id) })],
  ["no jsonrpc", (answer) => ({ ...answer, jsonrpc: undefined })],
  ["jsonrpc as number", (answer) => ({ ...answer, jsonrpc: 2 })],
  ["method null", (answer) => ({ ...answer, method: null, params: null })],
  ["a batch of one", (answer) => [answer]],
]);

const rows = eras.flatMap((era) =>
  transports.flatMap((transport) => [...habits.keys()].map((habit) => ({ era, transport, habit }))),
);

it.each(rows)("$habit in every answer over $transport, $era", async ({ era, transport, habit }) => {
  const target = await rawServer(transport, era, (asked, write) => {
    write(JSON.stringify(habits.get(habit)?.(tidy(era, asked), asked.id)));
    return true;
  });
  await using client = await Client.connect(target, { timeoutMs: 10_000 });
  expect(client.era).toBe(era);
  expect((await client.listTools()).map(({ name }) => name)).toEqual(["t"]);
  expect((await client.callTool("t")).content.text).toBe("fine");
  await client.ping();
  await expect(client.request("no/such", {})).rejects.toMatchObject({ code: "MCP_ERROR", rpcCode: -32601 });
});
