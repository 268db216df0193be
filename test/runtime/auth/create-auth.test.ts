import { describe, expect, it } from "vitest";
import { createAuth, MemoryTokenStore, type Auth } from "../../../src/runtime/auth/index.js";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const URL_ = "https://mcp.example.com/mcp";
const make = (auth: unknown): unknown => createAuth(auth as Auth, { serverUrl: URL_ });

describe("createAuth", () => {
  it.each<[string, unknown, string]>([
    ["nothing", undefined, '"auth" is a token'],
    ["a number", 3, '"auth" is a token'],
    ["an unknown type", { type: "saml" }, "bearer, oauth, client_credentials"],
    ["a type of Object.prototype", { type: "constructor" }, "bearer, oauth"],
    ["a misspelt member", { type: "oauth", scope: "read" }, 'auth has no "scope"'],
    [
      "a member of another type",
      { type: "client_credentials", clientId: "a", clientSecret: "b", openUrl: () => {} },
      "openUrl",
    ],
    [
      "a member of the wrong kind",
      { type: "oauth", scopes: 3 },
      "auth.scopes must be a string or an array of strings",
    ],
    ["a missing member", { type: "client_credentials", clientId: "a" }, "auth.clientSecret is missing"],
    [
      "an empty secret",
      { type: "client_credentials", clientId: "a", clientSecret: "" },
      "auth.clientSecret must be",
    ],
    ["a port out of range", { type: "oauth", callback: { port: 70_000 } }, "auth.callback.port"],
    ["a callback path with markup", { type: "oauth", callback: { path: "/<x>" } }, "auth.callback.path"],
    ["a page of no URL", { type: "oauth", callback: { redirectUrl: "/back" } }, "auth.callback.redirectUrl"],
    ["a misspelt callback member", { type: "oauth", callback: { ports: 1 } }, 'auth.callback has no "ports"'],
    [
      "an identity provider without a token",
      { type: "cross_app", clientId: "a", idp: { clientId: "b" } },
      "auth.idp.idToken is missing",
    ],
    ["a store that is none", { type: "oauth", storage: "redis://x" }, "auth.storage"],
    [
      "a client document without TLS",
      { type: "oauth", clientMetadataUrl: "http://example.com/c.json" },
      "https: URL with a path",
    ],
    [
      "a client document at the root",
      { type: "oauth", clientMetadataUrl: "https://example.com/" },
      "https: URL with a path",
    ],
    ["a token with the word before it", "Bearer abc", 'without the "Bearer" prefix'],
    ["a token that would break out of its header", "abc\r\nx: y", "without spaces"],
    ["an empty token", "", "without spaces"],
  ])("refuses %s, and says what is wrong", (_, auth, message) => {
    expect(() => make(auth)).toThrow(
      expect.objectContaining({
        code: "AUTH_CONFIG",
        message: expect.stringContaining(message) as string,
      }) as Error,
    );
  });

  it("shows no secret in what it reports", () => {
    expect(() =>
      make({ type: "client_credentials", clientId: "a", clientSecret: { nested: "s3cret" } }),
    ).toThrow(expect.objectContaining({ message: expect.not.stringContaining("s3cret") as string }) as Error);
  });

  it.each<[string, Auth, string]>([
    ["a token", "abc", "Bearer abc"],
    ["a token in an object", { type: "bearer", token: "abc" }, "Bearer abc"],
    ["a function that answers a token", async () => "abc", "Bearer abc"],
    [
      "a function that answers a request",
      (request) =>
        new Request(request, {
          headers: { ...Object.fromEntries(request.headers), authorization: "Signature abc" },
        }),
      "Signature abc",
    ],
    ["an AuthProvider of the SDK", { token: async () => "abc" }, "Bearer abc"],
  ])("carries %s, in place of a header set by hand", async (_, auth, want) => {
    const sent: (string | null)[] = [];
    const bodies: unknown[] = [];
    const http = createAuth(auth, {
      serverUrl: URL_,
      fetch: async (_url, init) => {
        sent.push(new Headers(init?.headers).get("authorization"));
        bodies.push(init?.body);
        return new Response("{}");
      },
    });
    await http.fetch(URL_, { method: "POST", headers: { authorization: "Bearer by-hand" }, body: "{}" });
    expect(sent).toEqual([want]);
    expect(bodies).toEqual(["{}"]);
    expect(await http.headers()).toMatchObject({ authorization: want });
    expect((await http.status()).authorized).toBe(true);
  });

  it("keeps a header set by hand as long as there are no credentials", async () => {
    const sent: (string | null)[] = [];
    const http = createAuth(
      { type: "oauth", storage: new MemoryTokenStore() },
      {
        serverUrl: URL_,
        fetch: async (_url, init) => (
          sent.push(new Headers(init?.headers).get("authorization")),
          new Response("{}")
        ),
      },
    );
    await http.fetch(URL_, { headers: { authorization: "Bearer by-hand" } });
    expect(sent).toEqual(["Bearer by-hand"]);
  });

  it.each<[string, Auth]>([
    ["a token", "abc"],
    ["a function", () => "abc"],
    ["an AuthProvider", { token: async () => "abc" }],
  ])("says so when %s is refused, and does not insist", async (_, auth) => {
    let sends = 0;
    const http = createAuth(auth, {
      serverUrl: URL_,
      fetch: async () => (sends++, new Response("", { status: 401 })),
    });
    await expect(http.fetch(URL_)).rejects.toMatchObject({
      code: "AUTH_REFUSED",
      message: expect.not.stringContaining("abc") as string,
    });
    expect(sends).toBe(1);
  });

  it("tries the next token of a function when one is refused", async () => {
    const tokens = ["old", "new"];
    const sent: (string | null)[] = [];
    const http = createAuth(() => tokens.shift() ?? "none", {
      serverUrl: URL_,
      fetch: async (_url, init) => {
        sent.push(new Headers(init?.headers).get("authorization"));
        return new Response("", { status: sent.length === 1 ? 401 : 200 });
      },
    });
    expect((await http.fetch(URL_)).status).toBe(200);
    expect(sent).toEqual(["Bearer old", "Bearer new"]);
  });

  it("lets an AuthProvider renew once for parallel requests", async () => {
    let token = "old";
    let renewals = 0;
    const provider = {
      token: async () => token,
      async onUnauthorized() {
        renewals++;
        await new Promise((resolve) => setTimeout(resolve, 20));
        token = "new";
      },
    };
    const http = createAuth(provider, {
      serverUrl: URL_,
      fetch: async (_url, init) =>
        new Response("", {
          status: new Headers(init?.headers).get("authorization") === "Bearer new" ? 200 : 401,
        }),
    });
    const responses = await Promise.all(Array.from({ length: 20 }, () => http.fetch(URL_)));
    expect(responses.map((response) => response.status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(renewals).toBe(1);
  });

  it("shares credentials between its transports", async () => {
    const server = createServer((_request, response) => response.end("{}"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const serverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
    const http = createAuth("abc", { serverUrl });
    const seen: string[] = [];
    for (const name of ["first", "second"]) {
      const transport = http.authorize(
        async (url, init) => (
          seen.push(`${name} ${new Headers(init?.headers).get("authorization")}`),
          fetch(url, init)
        ),
      );
      expect((await transport.fetch(serverUrl)).status).toBe(200);
    }
    expect(seen).toEqual(["first Bearer abc", "second Bearer abc"]);
    server.close();
  });
});
