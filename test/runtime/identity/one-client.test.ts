import { describe, expect, it } from "vitest";
import type { FetchLike } from "@modelcontextprotocol/client";
import { Client } from "../../../src/runtime/index.js";
import {
  answers,
  asked,
  cache,
  crossed,
  me,
  sessions,
  user,
  useWhoServer,
  who,
  whole,
} from "./who-server.js";

useWhoServer();

/** A `fetch` of the program that adds the user. */
const sending: FetchLike = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set("x-tenant", me());
  return fetch(input, { ...init, headers });
};

describe("one client whose credentials change from request to request", () => {
  it.each<[string, () => Client]>([
    ["a function answers a token", () => new Client(who.url, { auth: me, cache })],
    [
      "a function makes headers",
      () => new Client({ url: who.url, headers: () => ({ "x-tenant": me() }) }, { cache }),
    ],
    [
      "a function makes headers of which some differ each time",
      () =>
        new Client(
          { url: who.url, headers: () => ({ "x-tenant": me(), "x-request-id": String(Math.random()) }) },
          { cache },
        ),
    ],
    [
      "an object of headers has a getter",
      () =>
        new Client(
          {
            url: who.url,
            headers: {
              get "x-tenant"() {
                return me();
              },
            },
          },
          { cache },
        ),
    ],
    [
      "a function answers the request to send",
      () =>
        new Client(who.url, {
          cache,
          auth: (request) => {
            const signed = new Request(request);
            signed.headers.set("authorization", `Bearer ${me()}`);
            return signed;
          },
        }),
    ],
    [
      "a provider of the SDK answers a token",
      () => new Client(who.url, { auth: { token: async () => me() }, cache }),
    ],
    [
      "a subject is given, and tokens are renewed",
      () => new Client(who.url, { subject: me, auth: () => `${me()}.${Math.random()}`, cache }),
    ],
  ])("keeps users apart where %s", async (_intent, make) => {
    const client = make();
    client.hold();
    const users = ["alice", "bob", "carol"];
    for (let turn = 0; turn < 3; turn++)
      await Promise.all(
        users.map((name) =>
          user.run(name, async () => expect(await answers(client)).toEqual([name, name, name])),
        ),
      );
    expect(crossed()).toEqual([]);
    expect(sessions.size).toBe(users.length);
    await client.close();
  });

  it("gives each its own cookies and subscriptions", async () => {
    who.setsCookies = true;
    const client = new Client({ url: who.url, cookies: true }, { auth: me, cache });
    client.hold();
    const users = ["alice", "bob", "carol"];
    for (const name of users)
      await user.run(name, async () => {
        await answers(client);
        await client.subscribeResource("x://me", () => undefined);
      });
    const of = (method: string): readonly string[] =>
      asked.filter((each) => each.method === method).map(({ who, cookie }) => `${who} ${cookie}`);
    expect(of("resources/subscribe")).toEqual(users.map((name) => `${name} of=${name}`));
    expect(of("tools/call")).toEqual(users.map((name) => `${name} of=${name}`));
    expect(crossed()).toEqual([]);
    await client.close();
  });

  it("ends a request for the identity that began it, even if the function answers another meanwhile", async () => {
    let now = "alice";
    const client = new Client(who.url, { auth: () => now });
    await client.connect();
    const before = client.callTool("who");
    now = "bob";
    const after = client.callTool("who");
    expect([(await before).content.text, (await after).content.text]).toEqual(["alice", "bob"]);
    expect(crossed()).toEqual([]);
    await client.close();
  });

  it("keeps no more sessions than `identities` allows", async () => {
    const client = new Client(who.url, { auth: me, identities: { maxIdentities: 2 } });
    client.hold();
    for (const name of ["alice", "bob", "carol", "alice"])
      await user.run(name, async () => expect((await client.callTool("who")).content.text).toBe(name));
    expect(sessions.size).toBe(4);
    expect(crossed()).toEqual([]);
    await client.close();
  });

  it("keeps no session longer than `identities` allows after its last use", async () => {
    const client = new Client(who.url, { auth: me, identities: { idleTimeoutMs: 300 } });
    client.hold();
    const ask = (name: string): Promise<void> =>
      user.run(name, async () => expect((await client.callTool("who")).content.text).toBe(name));
    await ask("alice");
    await ask("alice");
    expect(sessions.size).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 900));
    await ask("alice");
    expect(sessions.size).toBe(2);
    await client.close();
  });

  it.each<[string, (own: FetchLike) => Client]>([
    ["nothing else", (own) => new Client({ url: who.url, fetch: own }, { cache })],
    ["a token of the program", (own) => new Client({ url: who.url, fetch: own }, { cache, auth: "app" })],
    [
      "headers that a function makes",
      (own) => new Client({ url: who.url, fetch: own, headers: async () => ({}) }, { cache }),
    ],
    [
      "a token that a function answers",
      (own) => new Client({ url: who.url, fetch: own }, { cache, auth: () => "app" }),
    ],
  ])("caches no private answer if its own `fetch` sends the requests with %s", async (_intent, make) => {
    const client = make(sending);
    client.hold();
    for (const name of ["alice", "bob"])
      await user.run(name, async () => expect((await answers(client)).join()).toMatch(whole(name)));
    await client.close();
  });

  it("keeps the users of its own `fetch` apart if `subject` names them", async () => {
    const client = new Client({ url: who.url, fetch: sending }, { cache, subject: me });
    client.hold();
    for (const name of ["alice", "bob", "alice"])
      await user.run(name, async () => expect(await answers(client)).toEqual([name, name, name]));
    expect(crossed()).toEqual([]);
    expect(sessions.size).toBe(2);
    await client.close();
  });

  it("uses no token of an assertion that a function makes until `subject` names the user", async () => {
    const auth = { type: "jwt_bearer", assertion: me, issuer: new URL(who.url).origin } as const;
    await using client = new Client(who.url, { auth, cache });
    await expect(client.connect()).rejects.toThrow(/"auth.assertion" .* Set "subject"/);
    expect(sessions.size).toBe(0);
  });
});

describe("an empty subject", () => {
  it.each<[string, unknown]>([
    ["an empty string", ""],
    ["spaces", " "],
    ["a number", 7],
    ["null", null],
  ])("is refused: %s", async (_intent, subject) => {
    const options = { cache, subject } as object;
    expect(() => new Client(who.url, options)).toThrow(/`subject` must identify the user/);
    await using client = new Client(who.url, { cache, subject: () => subject as string });
    await expect(client.connect().then(() => client.listTools())).rejects.toMatchObject({
      code: "CONFIGURATION",
    });
    expect(sessions.size).toBe(0);
  });
});
