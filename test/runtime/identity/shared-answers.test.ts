import { describe, expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { cache, sessions, useWhoServer, who } from "./who-server.js";

useWhoServer();

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
  ])("do not share private answers across %s, and do with the same", async (_intent, make) => {
    const store = shared();
    expect(await ask(make("alice", store))).toBe("alice");
    expect(await ask(make("bob", store))).toBe("bob");
    const before = sessions.size;
    expect(await ask(make("alice", store))).toBe("alice");
    expect(sessions.size).toBe(before);
  });
});
