import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { McpServer } from "@modelcontextprotocol/server";
import { expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { record } from "../../../src/runtime/recording/record.js";
import { replay } from "../../../src/runtime/recording/replay/replay.js";
import { dualEraSource } from "../support/sources.js";
import { newFolder } from "./server.js";

const RESULT = {
  structuredContent: { z: 1, a: { y: [{ d: 1, c: 2 }], b: null } },
  content: [{ type: "text" as const, text: "x", annotations: { priority: 1, audience: ["user" as const] } }],
  isError: false,
};
const PARAMS = { name: "t", arguments: {} };

/** The folder of a recording of one call, and what was answered. */
async function recordedCall(): Promise<{ readonly to: string; readonly said: unknown }> {
  const to = await newFolder();
  const live = dualEraSource(() => {
    const server = new McpServer({ name: "s", version: "1" });
    server.registerTool("t", {}, () => RESULT);
    return server;
  });
  await using client = await Client.connect(live, { name: "s", interceptors: [record({ to })] });
  return { to, said: await client.request("tools/call", PARAMS) };
}

it("keeps the members of an answer in the order received", async () => {
  const { to, said } = await recordedCall();
  await using client = await Client.connect(replay(to));
  expect(JSON.stringify(said)).toContain('{"z":1,"a":{"y":[{"d":1,"c":2}],"b":null}}');
  expect(JSON.stringify(await client.request("tools/call", PARAMS))).toBe(JSON.stringify(said));
});

it("ignores a byte order mark", async () => {
  const { to, said } = await recordedCall();
  const path = join(to, "s/tools/t.jsonl");
  await writeFile(path, `\uFEFF${await readFile(path, "utf8")}`);
  await using client = await Client.connect(replay(to));
  expect(await client.request("tools/call", PARAMS)).toEqual(said);
});

it.each<[string, string | undefined]>([
  ["without a name", undefined],
  ["of another name", "anything"],
])("names the recorded server in the command to a client %s", async (_name, name) => {
  const { to } = await recordedCall();
  await using client = await Client.connect(replay(to), { ...(name !== undefined && { name }) });
  await expect(client.callTool("remove")).rejects.toThrow(
    /^The recording of "s" .* `npx fmcp-codegen record s\.remove /,
  );
});
