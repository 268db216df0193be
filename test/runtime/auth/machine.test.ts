import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  createAuth,
  MemoryTokenStore,
  type AuthOptions,
  type HttpAuth,
} from "../../../src/runtime/auth/index.js";
import { ask, useParties } from "./support/setup.js";

const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
const redirects = {
  redirect_uris: [],
  response_types: [],
  grant_types: ["client_credentials"],
  scope: "read write admin",
};
const t = useParties({
  clients: [
    { client_id: "robot", client_secret: "s3cret", ...redirects },
    {
      client_id: "signer",
      token_endpoint_auth_method: "private_key_jwt",
      jwks: { keys: [{ ...keys.publicKey.export({ format: "jwk" }), use: "sig", alg: "ES256" }] },
      token_endpoint_auth_signing_alg: "ES256",
      ...redirects,
    },
  ],
});

const privateKey = keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const machine = (auth: AuthOptions, now?: () => number): HttpAuth =>
  createAuth(auth, { serverUrl: t.server.url, ...(now && { now }) });

describe("machine credentials", () => {
  it.each<[string, AuthOptions]>([
    [
      "client credentials with a secret",
      {
        type: "client_credentials",
        clientId: "robot",
        clientSecret: "s3cret",
        scopes: "read",
        storage: new MemoryTokenStore(),
      },
    ],
    [
      "client credentials with a private key",
      {
        type: "private_key_jwt",
        clientId: "signer",
        privateKey,
        algorithm: "ES256",
        scopes: "read",
        storage: new MemoryTokenStore(),
      },
    ],
    [
      "client credentials bound to a key",
      {
        type: "client_credentials",
        clientId: "robot",
        clientSecret: "s3cret",
        scopes: "read",
        dpop: true,
        storage: new MemoryTokenStore(),
      },
    ],
  ])("%s: one token for parallel requests, another when it expires", async (_, auth) => {
    let ahead = 0;
    const before = t.as.counts.clientCredentials;
    const http = machine(auth, () => Date.now() + ahead);
    const send = (): Promise<number[]> =>
      Promise.all(Array.from({ length: 16 }, () => ask(http, t.server.url)));
    expect(await send()).not.toContain(401);
    expect(t.as.counts.clientCredentials - before).toBe(1);
    await t.as.expireAccessTokens();
    ahead = 3_600_000;
    expect(await send()).not.toContain(401);
    expect(t.as.counts.clientCredentials - before).toBe(2);
    expect(await http.status()).toMatchObject({ kind: auth.type, authorized: true, issuer: t.as.issuer });
  });

  it("are in the headers of a handshake that cannot be refused and repeated, such as a WebSocket's", async () => {
    const http = machine({
      type: "client_credentials",
      clientId: "robot",
      clientSecret: "s3cret",
      scopes: "read",
      storage: new MemoryTokenStore(),
    });
    const headers = await http.headers();
    expect(headers["authorization"]).toMatch(/^Bearer \S+$/);
    expect((await fetch(t.server.url, { method: "POST", body: "{}", headers })).status).not.toBe(401);
    const bound = machine({
      type: "client_credentials",
      clientId: "robot",
      clientSecret: "s3cret",
      scopes: "read",
      dpop: true,
      storage: new MemoryTokenStore(),
    });
    expect(await bound.headers()).toMatchObject({
      authorization: expect.stringMatching(/^DPoP /) as string,
      dpop: expect.stringMatching(/^ey/) as string,
    });
  });

  it("step up without a person", async () => {
    t.server.callScope = "write";
    const http = machine({
      type: "client_credentials",
      clientId: "robot",
      clientSecret: "s3cret",
      scopes: "read",
      storage: new MemoryTokenStore(),
    });
    expect(await ask(http, t.server.url, "tools/call")).not.toBe(403);
    expect((await http.status()).scope).toBe("read write");
  });

  it("that are refused fail after the next way to show them, and say why", async () => {
    const before = t.as.counts.refusals;
    const http = machine({
      type: "client_credentials",
      clientId: "robot",
      clientSecret: "wrong-s3cret",
      storage: new MemoryTokenStore(),
    });
    const error = await ask(http, t.server.url).catch((reason: unknown) => reason as Error);
    expect(error).toMatchObject({ code: "AUTH_SERVER", error: "invalid_client" });
    expect(String(error)).not.toContain("wrong-s3cret");
    expect(t.as.counts.refusals - before).toBe(2);
  });

  it("are sent only to the authorization server that they are for", async () => {
    const before = { ...t.as.counts };
    const http = machine({
      type: "client_credentials",
      clientId: "robot",
      clientSecret: "s3cret",
      issuer: "https://login.example.com",
      storage: new MemoryTokenStore(),
    });
    await expect(ask(http, t.server.url)).rejects.toMatchObject({ code: "AUTH_DISCOVERY" });
    expect(t.as.counts).toEqual(before);
  });
});

describe("a key-bound token (DPoP)", () => {
  it("survives a restart: its key is stored with it", async () => {
    const storage = new MemoryTokenStore();
    await ask(t.login({ storage, dpop: true }), t.server.url);
    await t.as.expireAccessTokens();
    expect(await ask(t.login({ storage, dpop: true }), t.server.url)).not.toBe(401);
    expect(t.person.opened).toHaveLength(1);
  });
});
