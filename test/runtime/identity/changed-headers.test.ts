import { describe, expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { answers, cache, crossed, sessions, useWhoServer, who, whole } from "./who-server.js";

useWhoServer();

describe("headers in an object", () => {
  it.each<[string, () => { readonly client: Client; readonly become: (name: string) => void }]>([
    [
      "an object",
      () => {
        const headers: Record<string, string> = { "x-tenant": "alice", "x-request-id": "0" };
        const become = (name: string): void => {
          headers["x-tenant"] = name;
          headers["x-request-id"] = String(Math.random());
        };
        return { client: new Client({ url: who.url, headers }, { cache }), become };
      },
    ],
    [
      "`Headers`",
      () => {
        const headers = new Headers({ authorization: "Bearer alice" });
        const become = (name: string): void => headers.set("authorization", `Bearer ${name}`);
        return { client: new Client({ url: who.url, headers }, { cache }), become };
      },
    ],
    [
      "a list of pairs, beside a token",
      () => {
        const headers: [string, string][] = [["x-tenant", "alice"]];
        const become = (name: string): void => void (headers[0] = ["x-tenant", name]);
        return { client: new Client({ url: who.url, headers }, { cache, auth: "app" }), become };
      },
    ],
  ])("follows headers that the program changes in %s", async (_intent, make) => {
    who.setsCookies = true;
    const { client, become } = make();
    client.hold();
    for (const name of ["alice", "bob", "alice", "carol", "bob"]) {
      become(name);
      expect((await answers(client)).join()).toMatch(whole(name));
    }
    expect(crossed()).toEqual([]);
    expect(sessions.size).toBe(3);
    const begun = client.callTool("who");
    become("alice");
    expect((await begun).content.text).toMatch(/bob$/);
    expect(crossed()).toEqual([]);
    await client.close();
  });
});
