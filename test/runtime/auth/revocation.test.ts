import { describe, expect, it } from "vitest";
import { formsTo, json, visitor, type Answer } from "./support/world.js";

const SERVER = "https://mcp.example.com/mcp";
const AS = "https://as.example.com";

/** Logs in, and out again at a server whose revocation endpoint answers `revoke`. Resolves to the forms that went there. */
async function logOut(
  revoke: (form: URLSearchParams) => Answer,
  registered: object = {},
): Promise<readonly Record<string, string>[]> {
  const client = visitor({
    serverUrl: SERVER,
    places: {
      "https://mcp.example.com/.well-known/oauth-protected-resource/mcp": {
        resource: SERVER,
        authorization_servers: [AS],
      },
      [`${AS}/.well-known/oauth-authorization-server`]: {
        issuer: AS,
        authorization_endpoint: `${AS}/authorize`,
        token_endpoint: `${AS}/token`,
        registration_endpoint: `${AS}/register`,
        revocation_endpoint: `${AS}/revoke`,
        code_challenge_methods_supported: ["S256"],
        token_endpoint_auth_methods_supported: ["none", "client_secret_post", "client_secret_basic"],
      },
      [`${AS}/register`]: json({ client_id: "c1", ...registered }, 201),
      [`${AS}/token`]: { access_token: "at", refresh_token: "rt" },
      [`${AS}/revoke`]: ({ form }) => revoke(form),
    },
  });
  await client.call();
  await client.auth.logout();
  expect((await client.auth.status()).authorized).toBe(false);
  return formsTo(client, `${AS}/revoke`);
}

const TOKEN = { token: "rt", token_type_hint: "refresh_token", client_id: "c1" };

describe("a logout", () => {
  it("revokes the refresh token", async () => {
    expect(await logOut(() => new Response(""))).toEqual([TOKEN]);
  });

  it("sends an empty secret if the server requires one", async () => {
    const forms = await logOut((form) => new Response("", { status: form.has("client_secret") ? 200 : 400 }));
    expect(forms).toEqual([TOKEN, { ...TOKEN, client_secret: "" }]);
  });

  it("authenticates by the next listed method if the first is refused", async () => {
    const secret = { client_secret: "s", token_endpoint_auth_method: "client_secret_basic" };
    const forms = await logOut((form) => json({}, form.has("client_secret") ? 200 : 401), secret);
    expect(forms).toEqual([TOKEN, { ...TOKEN, client_secret: "s" }]);
  });

  it.each([400, 401, 404, 500])("succeeds whatever the server answers: %i", async (status) => {
    expect((await logOut(() => new Response("", { status }))).length).toBeLessThanOrEqual(2);
  });
});
