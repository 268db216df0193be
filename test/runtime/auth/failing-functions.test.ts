import { describe, expect, it } from "vitest";
import { type AuthOptions, createAuth, MemoryTokenStore } from "../../../src/runtime/auth/index.js";
import { json } from "./support/world.js";

const SERVER = "https://mcp.example.com/mcp";
const AS = "https://as.example.com";
const gone = new Error("the vault is sealed");

const places: Readonly<Record<string, () => Response>> = {
  "https://mcp.example.com/.well-known/oauth-protected-resource/mcp": () =>
    json({ resource: SERVER, authorization_servers: [AS] }),
  [`${AS}/.well-known/oauth-authorization-server`]: () =>
    json({
      issuer: AS,
      authorization_endpoint: `${AS}/authorize`,
      token_endpoint: `${AS}/token`,
      registration_endpoint: `${AS}/register`,
      device_authorization_endpoint: `${AS}/device`,
      code_challenge_methods_supported: ["S256"],
    }),
  [`${AS}/register`]: () => json({ client_id: "c1" }, 201),
  [`${AS}/device`]: () =>
    json({ device_code: "d", user_code: "U", verification_uri: `${AS}/d`, expires_in: 60, interval: 1 }),
  [`${AS}/token`]: () => json({ access_token: "at", token_type: "Bearer" }),
};

type Fail = () => never;
const ways: readonly (readonly [string, () => unknown])[] = [
  [
    "throws",
    () => {
      throw gone;
    },
  ],
  ["rejects", () => Promise.reject(gone)],
];

const machine = { clientId: "c", subject: "ann", storage: new MemoryTokenStore() };
const person = { type: "oauth", subject: "ann" } as const;
const failingStore = (method: "get" | "set", fail: Fail): MemoryTokenStore =>
  Object.assign(new MemoryTokenStore(), { [method]: fail });

/** Option, code of the error, and the options with a function there that fails. */
const options: readonly (readonly [string, string, (fail: Fail) => AuthOptions])[] = [
  ["auth.openUrl", "CONFIGURATION", (openUrl) => ({ ...person, openUrl })],
  ["auth.paste", "CONFIGURATION", (paste) => ({ ...person, openUrl: () => undefined, paste })],
  ["auth.showCode", "CONFIGURATION", (showCode) => ({ ...person, flow: "device", showCode })],
  ["auth.assertion", "CONFIGURATION", (assertion) => ({ ...machine, type: "jwt_bearer", assertion })],
  ["auth.assertion", "CONFIGURATION", (assertion) => ({ ...machine, type: "private_key_jwt", assertion })],
  [
    "auth.idp.idToken",
    "CONFIGURATION",
    (idToken) => ({
      ...machine,
      type: "cross_app",
      idp: { clientId: "i", idToken, tokenEndpoint: `${AS}/idp` },
    }),
  ],
  [
    "auth.storage",
    "AUTH_STORE",
    (get) => ({
      ...machine,
      type: "client_credentials",
      clientSecret: "s",
      storage: failingStore("get", get),
    }),
  ],
  [
    "auth.storage",
    "AUTH_STORE",
    (set) => ({
      ...machine,
      type: "client_credentials",
      clientSecret: "s",
      storage: failingStore("set", set),
    }),
  ],
];

describe.each(ways)("a function in `auth` that %s", (_, fail) => {
  it.each(options)("is named in the error: `%s`, %s", async (option, code, make) => {
    const auth = createAuth(
      { ...make(fail as Fail), fetch: async (input: string | URL) => placeAt(input) } as AuthOptions,
      {
        serverUrl: SERVER,
        server: "weather",
        fetch: async () => new Response("", { status: 401, headers: { "www-authenticate": "Bearer" } }),
      },
    );
    const error: unknown = await auth.fetch(SERVER, { method: "POST" }).then(undefined, (e: unknown) => e);
    expect(error).toMatchObject({ code, server: "weather", cause: gone });
    expect((error as Error).message).toContain(option);
    expect((error as Error).message).toContain('for "weather" failed');
    expect((error as Error).message).toContain("the vault is sealed");
  });
});

function placeAt(input: string | URL): Response {
  const { origin, pathname } = new URL(input);
  return places[`${origin}${pathname}`]?.() ?? new Response("", { status: 404 });
}
