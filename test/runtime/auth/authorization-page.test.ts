import { describe, expect, it } from "vitest";
import { logInto, type Answer, type World } from "./support/world.js";

const SERVER = "https://mcp.example.com/mcp";
const AS = "https://as.example.com";

const world = (page: Answer | (() => never)): World => ({
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
      code_challenge_methods_supported: ["S256"],
    },
    [`${AS}/authorize`]: page,
    [`${AS}/token`]: { access_token: "at" },
  },
});

describe("the authorization page, looked at before a person does,", () => {
  it.each<[string, Answer | (() => never), string]>([
    ["leads on", new Response("", { status: 302, headers: { location: "/login" } }), "in"],
    ["asks", new Response("<form>"), "in"],
    ["wants a browser that logs in by itself", challenge("Negotiate, NTLM"), "in"],
    ["turns programs away", new Response("", { status: 403 }), "in"],
    ["is larger than a page", new Response("x".repeat(1_100_000)), "in"],
    [
      "cannot be reached from here",
      () => {
        throw new TypeError("fetch failed");
      },
      "in",
    ],
    ["refuses the client", new Response("invalid_client", { status: 400 }), "AUTH_CLIENT"],
    ["refuses it with 401", new Response("", { status: 401 }), "AUTH_CLIENT"],
  ])("%s", async (_, page, result) => {
    const outcome = await logInto(world(page), { clientId: "app-1", callback: { timeoutMs: 2_000 } });
    expect(outcome.result).toBe(result);
    if (result === "AUTH_CLIENT")
      expect(outcome.message).toMatch(
        /Check clientId.*redirect URI http:\/\/127\.0\.0\.1:\d+\/callback.*localhost/,
      );
  });
});

function challenge(value: string): Response {
  return new Response("", { status: 401, headers: { "www-authenticate": value } });
}
