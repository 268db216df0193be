import { describe, expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { cache, sessions, useWhoServer, who } from "./who-server.js";

useWhoServer();

/** Answers with whom its variable names, and with its process: an answer that is not asked for again keeps both. */
const PROGRAM = `
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method } = JSON.parse(line);
  const result = method === "tools/call"
    ? { content: [{ type: "text", text: process.env.WHO + " in " + process.pid }] }
    : { protocolVersion: "2025-11-25", capabilities: { tools: {} }, serverInfo: { name: "who", version: "1" },
        tools: [{ name: "who", inputSchema: { type: "object" } }] };
  if (id !== undefined) console.log(JSON.stringify({ jsonrpc: "2.0", id, result }));
});`;

describe("clients that share a store of answers", () => {
  const shared = (): { get(key: string): unknown; set(key: string, value: string): void } => {
    const values = new Map<string, string>();
    return { get: (key) => values.get(key), set: (key, value) => void values.set(key, value) };
  };
  const ask = async (make: () => Client): Promise<string | undefined> => {
    await using client = make();
    client.hold();
    return (await client.callTool("who")).content.text;
  };

  it.each<[string, (name: string, store: ReturnType<typeof shared>) => () => Client]>([
    [
      "tokens",
      (name, store) => () => new Client(who.url, { auth: name, cache: { ...cache, store, partition: "p" } }),
    ],
    [
      "headers",
      (name, store) => () =>
        new Client({ url: who.url, headers: { "x-tenant": name } }, { cache: { ...cache, store } }),
    ],
    [
      "tokens beside a function that makes headers",
      (name, store) => () =>
        new Client(
          { url: who.url, headers: () => ({ "x-lang": "en" }) },
          { auth: name, cache: { ...cache, store } },
        ),
    ],
    [
      "a cookie in the headers",
      (name, store) => () =>
        new Client({ url: who.url, headers: { cookie: name } }, { cache: { ...cache, store } }),
    ],
    [
      "a key in the query",
      (name, store) => () =>
        new Client(`${who.url}?key=${name}`, { cache: { ...cache, store, partition: "p" } }),
    ],
    [
      "variables of the same program",
      (name, store) => () =>
        new Client({ command: process.execPath, args: ["-e", PROGRAM], env: { WHO: name } } as never, {
          cache: { ...cache, store, partition: "p" },
          protocol: "legacy",
        }),
    ],
  ])("do not share private answers across %s, and do with the same", async (_intent, make) => {
    const store = shared();
    const first = await ask(make("alice", store));
    expect(first).toMatch(/^alice/);
    expect(await ask(make("bob", store))).toMatch(/^bob/);
    const before = sessions.size;
    expect(await ask(make("alice", store))).toBe(first);
    expect(sessions.size).toBe(before);
  });
});
