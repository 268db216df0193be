import { describe, expect, it } from "vitest";
import { MemoryTokenStore } from "../../../src/runtime/auth/index.js";
import { startAuthorizationServer } from "./support/authorization-server.js";
import { ask, useParties } from "./support/setup.js";

const t = useParties({
  accessTokenSeconds: 3600,
  clients: [
    {
      client_id: "by-hand",
      client_secret: "s3cret: with % + signs",
      redirect_uris: ["http://127.0.0.1/callback"],
      application_type: "native",
      grant_types: ["authorization_code", "refresh_token"],
      token_endpoint_auth_method: "client_secret_basic",
    },
  ],
});

describe("the client", () => {
  it.each([
    ["by a later process", true],
    ["by the process that logged in", false],
  ])("that is forgotten is registered again %s, before a person sees an error page", async (_, isLater) => {
    const storage = new MemoryTokenStore();
    const first = t.login({ storage });
    await ask(first, t.server.url);
    const { clientId } = await first.status();
    await t.as.provider.Client.adapter.destroy(clientId ?? "");
    await t.as.expireAccessTokens();
    await t.as.revokeRefreshTokens();
    const pages = t.person.opened.length;
    const second = isLater ? t.login({ storage }) : first;
    expect(await ask(second, t.server.url)).not.toBe(401);
    expect(t.person.opened.length - pages).toBe(1);
    expect((await second.status()).clientId).not.toBe(clientId);
    expect(t.events.map((event) => event.type)).toContain("registered");
  });

  it("is registered again, too, when its refresh is refused as unknown", async () => {
    const storage = new MemoryTokenStore();
    let ahead = 0;
    const auth = t.login({ storage }, { now: () => Date.now() + ahead });
    await ask(auth, t.server.url);
    const { clientId } = await auth.status();
    await t.as.provider.Client.adapter.destroy(clientId ?? "");
    await t.as.expireAccessTokens();
    ahead = 3_600_000;
    expect(await ask(auth, t.server.url)).not.toBe(401);
    expect((await auth.status()).clientId).not.toBe(clientId);
    expect(t.person.opened).toHaveLength(2);
  });

  it("is registered once for an authorization server, and found again", async () => {
    const storage = new MemoryTokenStore();
    const before = t.as.counts.registrations;
    await ask(t.login({ storage }), t.server.url);
    await t.as.expireAccessTokens();
    await t.as.revokeRefreshTokens();
    await ask(t.login({ storage }), t.server.url);
    expect(t.as.counts.registrations - before).toBe(1);
    expect(t.person.opened).toHaveLength(2);
  });

  it("logs in with its secret when registered by hand, whatever characters are in it", async () => {
    const before = t.as.counts.registrations;
    const auth = t.login({ clientId: "by-hand", clientSecret: "s3cret: with % + signs" });
    expect(await ask(auth, t.server.url)).not.toBe(401);
    expect((await auth.status()).clientId).toBe("by-hand");
    expect(t.as.counts.registrations).toBe(before);
  });

  it.each([
    ["an unknown id: seen before a page is shown", { clientId: "nobody" }, 0],
    ["a wrong secret: seen at the token endpoint", { clientId: "by-hand", clientSecret: "wrong" }, 1],
  ])("registered by hand, %s, is the user's to mend: no retry", async (_, options, pages) => {
    await expect(ask(t.login(options), t.server.url)).rejects.toMatchObject({
      code: "AUTH_CLIENT",
      message: expect.stringMatching(
        new RegExp(
          `"${options.clientId}".*redirect URI http://127.0.0.1:\\d+/callback is registered.*localhost and 127.0.0.1 are different`,
        ),
      ) as string,
    });
    expect(t.person.opened).toHaveLength(pages);
  });

  it("is never shown to another authorization server", async () => {
    const other = await startAuthorizationServer();
    const storage = new MemoryTokenStore();
    const auth = t.login({ storage });
    await ask(auth, t.server.url);
    const first = await auth.status();
    t.server.issuer = other.issuer;
    await t.as.expireAccessTokens();
    // The server still asks the first one about tokens, so the second one's are refused: what matters is who was shown what.
    await expect(ask(auth, t.server.url)).rejects.toMatchObject({ code: "AUTH_REFUSED" });
    expect(other.counts).toMatchObject({ registrations: 1, codes: 1, refreshes: 0 });
    expect(t.person.opened.at(-1)?.origin).toBe(other.issuer);
    expect(t.person.opened.at(-1)?.searchParams.get("client_id")).not.toBe(first.clientId);
    await other.close();
  });

  it("can be bound to one authorization server", async () => {
    await expect(ask(t.login({ issuer: "https://login.example.com" }), t.server.url)).rejects.toMatchObject({
      code: "AUTH_DISCOVERY",
    });
    expect(t.person.opened).toHaveLength(0);
  });
});
