import { describe, expect, it } from "vitest";
import { json, logInto, type Places, type World } from "./support/world.js";

const HOST = "https://mcp.example.com";
const AS = "https://as.example.com";
const RFC8414 = "/.well-known/oauth-authorization-server";
const OPENID = "/.well-known/openid-configuration";
const PRM = "/.well-known/oauth-protected-resource";
const FAULT = new Response("oops", { status: 500 });
const PAGE = new Response("<h1>App</h1>", { headers: { "content-type": "text/html" } });

const metadata = (issuer: string): object => ({
  issuer,
  authorization_endpoint: `${AS}/authorize`,
  token_endpoint: `${AS}/token`,
  registration_endpoint: `${AS}/register`,
  code_challenge_methods_supported: ["S256"],
});
const endpoints: Places = {
  [`${AS}/register`]: json({ client_id: "c1" }, 201),
  [`${AS}/token`]: { access_token: "at", token_type: "Bearer" },
};

function world(serverUrl: string, places: Places, more: Partial<World> = {}): World {
  return { serverUrl, places: { ...endpoints, ...places }, ...more };
}

describe("metadata of an authorization server", () => {
  const at = (issuer: string, place: string, others: Places = {}): World =>
    world(`${HOST}/mcp`, {
      [`${HOST}${PRM}/mcp`]: { resource: `${HOST}/mcp`, authorization_servers: [issuer] },
      [`${AS}${place}`]: metadata(issuer),
      ...others,
    });
  it.each<[string, World]>([
    ["RFC 8414", at(AS, RFC8414)],
    ["OpenID Connect", at(AS, OPENID)],
    ["RFC 8414, between host and path", at(`${AS}/t/1`, `${RFC8414}/t/1`)],
    ["RFC 8414, between host and path, of an issuer with a slash", at(`${AS}/t/`, `${RFC8414}/t`)],
    ["OpenID Connect, between host and path", at(`${AS}/t`, `${OPENID}/t`)],
    ["OpenID Connect, after the path", at(`${AS}/t`, `/t${OPENID}`)],
    ["OpenID Connect, after the path, of an issuer with a slash", at(`${AS}/t/`, `/t${OPENID}`)],
    ["RFC 8414, after the path", at(`${AS}/realms/x`, `/realms/x${RFC8414}`)],
    ["the second place, where the first fails", at(AS, OPENID, { [`${AS}${RFC8414}`]: FAULT })],
    ["the second place, where the first has a page", at(AS, OPENID, { [`${AS}${RFC8414}`]: PAGE })],
    ["the last place, where the others fail", at(`${AS}/t`, `/t${OPENID}`, { [`${AS}${RFC8414}/t`]: FAULT })],
    ["a host in capitals, in both", at("https://AS.example.com", RFC8414)],
    ["a port that is the default, in both", at(`${AS}:443`, RFC8414)],
  ])("is found at %s", async (_, given) => {
    expect(await logInto(given)).toMatchObject({ result: "in", message: "" });
  });

  it.each<[string, World, string, RegExp]>([
    ["a page everywhere", at(AS, RFC8414, { [`${AS}${RFC8414}`]: PAGE }), "AUTH_DISCOVERY", /no metadata/],
    ["trouble everywhere", at(AS, RFC8414, { [`${AS}${RFC8414}`]: FAULT }), "AUTH_SERVER", /HTTP 500/],
    [
      "too many requests",
      at(AS, RFC8414, { [`${AS}${RFC8414}`]: new Response("", { status: 429 }) }),
      "AUTH_SERVER",
      /HTTP 429/,
    ],
    [
      "a bad gateway",
      at(AS, RFC8414, { [`${AS}${RFC8414}`]: new Response("", { status: 502 }) }),
      "AUTH_SERVER",
      /HTTP 502/,
    ],
    [
      "that of the host for an issuer with a path",
      at(`${AS}/t`, RFC8414, { [`${AS}${RFC8414}`]: metadata(AS) }),
      "AUTH_DISCOVERY",
      /no metadata/,
    ],
    [
      "that of the host after the path",
      at(`${AS}/t`, `/t${RFC8414}`, { [`${AS}/t${RFC8414}`]: metadata(AS) }),
      "AUTH_DISCOVERY",
      /another issuer/,
    ],
  ])("is not %s", async (_, given, result, said) => {
    const outcome = await logInto(given);
    expect(outcome.result).toBe(result);
    expect(outcome.message).toMatch(said);
    expect(outcome.page).toBeUndefined();
  });

  it("of several servers is that of the next, where the first has none, a page or half of it", async () => {
    const FIRST = "https://first.example.com";
    for (const answer of [undefined, PAGE, FAULT, { issuer: FIRST }, json([]), json({}, 404)]) {
      const given = world(`${HOST}/mcp`, {
        [`${HOST}${PRM}/mcp`]: { resource: `${HOST}/mcp`, authorization_servers: [FIRST, AS] },
        ...(answer && { [`${FIRST}${RFC8414}`]: answer }),
        [`${AS}${RFC8414}`]: metadata(AS),
      });
      expect(await logInto(given)).toMatchObject({ result: "in", message: "" });
    }
  });
});

describe("metadata of a protected resource", () => {
  const own = (resource: string): object => ({ resource, authorization_servers: [AS] });
  const at = (path: string, place: string, resource: string, more: Partial<World> = {}): World =>
    world(`${HOST}${path}`, { [`${HOST}${place}`]: own(resource), [`${AS}${RFC8414}`]: metadata(AS) }, more);
  const named = (value: string): Partial<World> => ({ challenge: `Bearer resource_metadata=${value}` });
  it.each<[string, World]>([
    ["between host and path", at("/a/mcp", `${PRM}/a/mcp`, `${HOST}/a/mcp`)],
    ["between host and path, without the slash at the end", at("/mcp/", `${PRM}/mcp`, `${HOST}/mcp/`)],
    ["between host and path, with the slash at the end", at("/mcp/", `${PRM}/mcp/`, `${HOST}/mcp/`)],
    ["without the path", at("/mcp", PRM, HOST)],
    ["of a server at the root", at("/", PRM, `${HOST}/`)],
    ["of a server with a query", at("/mcp?key=1", `${PRM}/mcp`, `${HOST}/mcp`)],
    ["where the challenge says", at("/mcp", "/prm", `${HOST}/mcp`, named(`"${HOST}/prm"`))],
    ["where it says without quotes", at("/mcp", "/prm", `${HOST}/mcp`, named(`${HOST}/prm, scope=read`))],
    ["where it says in other quotes", at("/mcp", "/prm", `${HOST}/mcp`, named(`'${HOST}/prm'`))],
    ["where it says by a path", at("/mcp", "/prm", `${HOST}/mcp`, named('"/prm"'))],
    [
      "at the usual place, where it says another",
      at("/mcp", `${PRM}/mcp`, `${HOST}/mcp`, named(`"${HOST}/x"`)),
    ],
    [
      "where another scheme says",
      at("/mcp", "/prm", `${HOST}/mcp`, { challenge: `Negotiate, Custom resource_metadata="${HOST}/prm"` }),
    ],
    [
      "where a challenge without a scheme says",
      at("/mcp", "/prm", `${HOST}/mcp`, { challenge: `resource_metadata="${HOST}/prm"` }),
    ],
  ])("is found %s", async (_, given) => {
    expect(await logInto(given)).toMatchObject({ result: "in", message: "" });
  });

  it.each<[string, World, string, RegExp]>([
    [
      "that of another query",
      at("/mcp?tenant=a", `${PRM}/mcp`, `${HOST}/mcp?tenant=b`),
      "AUTH_DISCOVERY",
      /another resource/,
    ],
    ["one with a fragment", at("/mcp", `${PRM}/mcp`, `${HOST}/mcp#x`), "AUTH_DISCOVERY", /another resource/],
    [
      "one with a user",
      at("/mcp", `${PRM}/mcp`, "https://x@mcp.example.com/mcp"),
      "AUTH_DISCOVERY",
      /another resource/,
    ],
    [
      "a page that the challenge names",
      world(`${HOST}/mcp`, { [`${HOST}/prm`]: PAGE }, named(`"${HOST}/prm"`)),
      "AUTH_DISCOVERY",
      /\/prm cannot be used: it is not a JSON object/,
    ],
    ["trouble", world(`${HOST}/mcp`, { [`${HOST}${PRM}/mcp`]: FAULT }), "AUTH_SERVER", /HTTP 500/],
  ])("is not %s", async (_, given, result, said) => {
    const outcome = await logInto(given);
    expect(outcome.result).toBe(result);
    expect(outcome.message).toMatch(said);
    expect(outcome.page).toBeUndefined();
  });
});
