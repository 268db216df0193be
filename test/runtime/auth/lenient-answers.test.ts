import { describe, expect, it } from "vitest";
import { formsTo, json, logInto, type Places, type World } from "./support/world.js";

const SERVER = "https://mcp.example.com/mcp";
const AS = "https://as.example.com";
const PRM = "https://mcp.example.com/.well-known/oauth-protected-resource/mcp";
const META = `${AS}/.well-known/oauth-authorization-server`;
const OIDC = `${AS}/.well-known/openid-configuration`;
const TOKEN = { access_token: "at", token_type: "Bearer", expires_in: 3600, refresh_token: "rt" };
const metadata = (change: object = {}): object => ({
  issuer: AS,
  authorization_endpoint: `${AS}/authorize`,
  token_endpoint: `${AS}/token`,
  registration_endpoint: `${AS}/register`,
  response_types_supported: ["code"],
  code_challenge_methods_supported: ["S256"],
  token_endpoint_auth_methods_supported: ["none"],
  ...change,
});

function world(places: Places, more: Partial<World> = {}): World {
  return {
    serverUrl: SERVER,
    places: {
      [PRM]: { resource: SERVER, authorization_servers: [AS] },
      [META]: metadata(),
      [`${AS}/register`]: json({ client_id: "c1" }, 201),
      [`${AS}/token`]: TOKEN,
      ...places,
    },
    ...more,
  };
}

describe("a token answer", () => {
  it.each<[string, object]>([
    [
      "with nulls for what is absent",
      { ...TOKEN, refresh_token: null, scope: null, id_token: null, expires_in: null },
    ],
    ["without token_type", { ...TOKEN, token_type: undefined }],
    ["with token_type null", { ...TOKEN, token_type: null }],
    ["with token_type in small letters", { ...TOKEN, token_type: "bearer" }],
    ["with token_type in capitals", { ...TOKEN, token_type: "BEARER" }],
    ["with scope as a list", { ...TOKEN, scope: ["a", "b"] }],
    ["with an empty scope", { ...TOKEN, scope: "" }],
    ["with expires_in as a text", { ...TOKEN, expires_in: "3600" }],
    ["with expires_in that is not a number", { ...TOKEN, expires_in: "soon" }],
    ["with expires_in 0, which says nothing", { ...TOKEN, expires_in: 0 }],
    ["with a negative expires_in", { ...TOKEN, expires_in: -1 }],
    ["with expires_in beyond all clocks", { ...TOKEN, expires_in: 1e308 }],
    ["with members of its own", { ...TOKEN, error: null, ok: true, team: { id: "T1" } }],
    ["with status 201", json(TOKEN, 201)],
    ["as text/plain", json(TOKEN, 200, "text/plain")],
    [
      "form-encoded, as GitHub answers",
      new Response("access_token=at&token_type=bearer&scope=", {
        headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
      }),
    ],
    ["behind a byte order mark", new Response(`\u{FEFF}${JSON.stringify(TOKEN)}`)],
  ])("%s logs in", async (_, answer) => {
    expect(await logInto(world({ [`${AS}/token`]: answer }))).toMatchObject({ result: "in", message: "" });
  });

  it.each<[string, Response | object, string, string]>([
    ["without an access token", { token_type: "Bearer" }, 'the answer has no "access_token"', "secret"],
    [
      "whose access token is a number",
      { access_token: 5 },
      '"access_token" in the answer is not a text',
      "5",
    ],
    ["that is a list", json([TOKEN]), "the answer is not a JSON object", "rt"],
    ["that is a page", new Response("<h1>secret</h1>"), "the answer is not a JSON object", "secret"],
    [
      "that is an error with status 200",
      { error: "bad_verification_code", error_description: "The code passed is incorrect" },
      "bad_verification_code: The code passed is incorrect",
      "secret",
    ],
    [
      "that is a page with status 500",
      new Response("secret", { status: 500 }),
      "HTTP 500 without an OAuth error",
      "secret",
    ],
    [
      "that is form-encoded and an error",
      new Response("error=access_denied&error_description=no", {
        status: 400,
        headers: { "content-type": "application/x-www-form-urlencoded" },
      }),
      "access_denied: no",
      "secret",
    ],
  ])("%s ends the login with words, and without its text", async (_, answer, said, hidden) => {
    const { result, message } = await logInto(world({ [`${AS}/token`]: answer }));
    expect(result).toBe("AUTH_SERVER");
    expect(message).toContain(said);
    expect(message.replace(said, "")).not.toContain(hidden);
    expect(message).not.toMatch(/u\{a\}|invalid_type|expected/);
  });
});

describe("a registration answer", () => {
  it.each<[string, Response]>([
    ["of a client id alone", json({ client_id: "c1" }, 201)],
    ["with status 200", json({ client_id: "c1" }, 200)],
    [
      "with nulls",
      json(
        {
          client_id: "c1",
          client_secret: null,
          client_secret_expires_at: null,
          grant_types: null,
          redirect_uris: null,
        },
        201,
      ),
    ],
    ["with an empty secret", json({ client_id: "c1", client_secret: "", client_secret_expires_at: 0 }, 201)],
    [
      "with redirect URIs that are none",
      json({ client_id: "c1", redirect_uris: "none", logo_uri: "", jwks_uri: 5 }, 201),
    ],
  ])("%s is enough", async (_, answer) => {
    const outcome = await logInto(world({ [`${AS}/register`]: answer }));
    expect(outcome).toMatchObject({ result: "in", message: "" });
    expect(formsTo(outcome, `${AS}/token`)[0]).toMatchObject({ client_id: "c1" });
    expect(formsTo(outcome, `${AS}/token`)[0]).not.toHaveProperty("client_secret");
  });

  it.each<[string, Response, string]>([
    ["without a client id", json({ client_secret: "s3cret" }, 201), 'the answer has no "client_id"'],
    [
      "that is a refusal",
      json({ error: "access_denied", error_description: "DCR disabled" }, 403),
      "access_denied: DCR disabled",
    ],
    [
      "that is a refusal with status 200",
      json({ error: "invalid_redirect_uri", error_description: "loopback only" }),
      "invalid_redirect_uri: loopback only",
    ],
    ["that is a page", new Response("<h1>nope</h1>", { status: 404 }), "HTTP 404"],
    ["that is a page with status 200", new Response("<h1>nope</h1>"), "the answer is not a JSON object"],
  ])("%s says to register by hand, where, and with which redirect URI", async (_, answer, said) => {
    const { result, message } = await logInto(
      world({ [META]: metadata({ service_documentation: `${AS}/docs` }), [`${AS}/register`]: answer }),
    );
    expect(result).toBe("AUTH_SERVER");
    expect(message).toContain(said);
    expect(message).toMatch(
      /Register a client by hand at https:\/\/as\.example\.com \(see https:\/\/as\.example\.com\/docs\)/,
    );
    expect(message).toMatch(/redirect URI http:\/\/127\.0\.0\.1:\d+\/callback, and give its clientId/);
    expect(message).not.toContain("s3cret");
  });

  it("is not needed if the server has no endpoint for it, and the message says so", async () => {
    const { result, message } = await logInto(world({ [META]: metadata({ registration_endpoint: null }) }));
    expect(result).toBe("AUTH_DISCOVERY");
    expect(message).toMatch(/does not register clients dynamically.*clientId/);
  });
});

describe("metadata", () => {
  it.each<[string, Places]>([
    ["as text/plain", { [META]: json(metadata(), 200, "text/plain") }],
    [
      "with nulls",
      { [META]: metadata({ scopes_supported: null, revocation_endpoint: null, jwks_uri: null }) },
    ],
    [
      "with texts in place of lists",
      { [META]: metadata({ scopes_supported: "read write", token_endpoint_auth_methods_supported: "none" }) },
    ],
    ["without response_types_supported", { [META]: metadata({ response_types_supported: undefined }) }],
    ["of OpenID Connect without jwks_uri", { [META]: json({}, 404), [OIDC]: metadata() }],
    [
      "of OpenID Connect, where a page is in place of the other",
      { [META]: new Response("<h1>hi</h1>"), [OIDC]: metadata() },
    ],
    ["of OpenID Connect, where the other is incomplete", { [META]: { issuer: AS }, [OIDC]: metadata() }],
    [
      "of the resource with its server as a text",
      { [PRM]: { resource: SERVER, authorization_servers: AS, scopes_supported: null } },
    ],
  ])("%s is read", async (_, places) => {
    expect(await logInto(world(places))).toMatchObject({ result: "in", message: "" });
  });

  it.each<[string, object, string]>([
    ["without an issuer", { issuer: null }, 'has no "issuer"'],
    ["without a token endpoint", { token_endpoint: null }, 'has no "token_endpoint"'],
    [
      "with a token endpoint that is none",
      { token_endpoint: "/token" },
      '"token_endpoint" in the answer is not a URL',
    ],
    [
      "with a registration endpoint that is none",
      { registration_endpoint: ["x"] },
      '"registration_endpoint" in the answer is not a URL',
    ],
    [
      "without an authorization endpoint",
      { authorization_endpoint: null },
      'has no "authorization_endpoint"',
    ],
    ["without the code flow", { response_types_supported: ["token"] }, '"code" is required'],
  ])("%s is refused by the name of the member", async (_, change, said) => {
    const { result, message, page } = await logInto(world({ [META]: metadata(change) }));
    expect(result).toBe("AUTH_DISCOVERY");
    expect(message).toContain(said);
    expect(page).toBeUndefined();
  });
});

describe("issuers and resources", () => {
  const at = (list: string, issuer: string): Places => ({
    [PRM]: { resource: SERVER, authorization_servers: [list] },
    [META]: metadata({ issuer }),
    [`${AS}/.well-known/oauth-authorization-server/t`]: metadata({ issuer }),
  });
  it.each<[string, string, string, string]>([
    ["a slash in the list only", `${AS}/`, AS, "in"],
    ["a slash in the metadata only", AS, `${AS}/`, "in"],
    ["a slash in both", `${AS}/`, `${AS}/`, "in"],
    ["a path in both", `${AS}/t`, `${AS}/t`, "in"],
    ["a slash after the path, in the list only", `${AS}/t/`, `${AS}/t`, "AUTH_DISCOVERY"],
    ["a slash after the path, in the metadata only", `${AS}/t`, `${AS}/t/`, "AUTH_DISCOVERY"],
    ["another case of the host", AS, "https://AS.example.com", "AUTH_DISCOVERY"],
    ["the default port", AS, `${AS}:443`, "AUTH_DISCOVERY"],
    ["a query", AS, `${AS}/?x`, "AUTH_DISCOVERY"],
    ["two slashes", AS, `${AS}//`, "AUTH_DISCOVERY"],
    ["another host", AS, "https://evil.example.com", "AUTH_DISCOVERY"],
  ])("issuer: %s", async (_, list, issuer, result) => {
    expect(await logInto(world(at(list, issuer)))).toMatchObject({ result });
  });

  it.each<[string, Record<string, string>, boolean, string]>([
    ["equal", { iss: AS }, true, "in"],
    ["with the slash", { iss: `${AS}/` }, true, "AUTH_CALLBACK"],
    ["absent, and announced", {}, true, "AUTH_CALLBACK"],
    ["absent, and not announced", {}, false, "in"],
    ["another, though not announced", { iss: "https://evil.example.com" }, false, "AUTH_CALLBACK"],
    ["with a path", { iss: `${AS}/t` }, true, "AUTH_CALLBACK"],
  ])("iss of the answer: %s", async (_, back, announced, result) => {
    const change = { authorization_response_iss_parameter_supported: announced };
    expect(await logInto(world({ [META]: metadata(change) }, { back }))).toMatchObject({ result });
  });

  it.each<[string, string, string, string, string | undefined]>([
    ["the server", "/mcp", "https://mcp.example.com/mcp", "in", undefined],
    ["its origin", "/mcp", "https://mcp.example.com", "in", undefined],
    ["its origin with a slash", "/mcp", "https://mcp.example.com/", "in", undefined],
    ["a folder that it is in", "/a/mcp", "https://mcp.example.com/a", "in", undefined],
    ["the server with a slash", "/mcp", "https://mcp.example.com/mcp/", "in", "resourceSlash"],
    ["the server without its slash", "/mcp/", "https://mcp.example.com/mcp", "in", "resourceSlash"],
    ["a neighbour with a longer name", "/mcp", "https://mcp.example.com/mcp2", "AUTH_DISCOVERY", undefined],
    ["a neighbour with a shorter name", "/mcp", "https://mcp.example.com/mc", "AUTH_DISCOVERY", undefined],
    ["something below it", "/mcp", "https://mcp.example.com/mcp/x", "AUTH_DISCOVERY", undefined],
    ["another port", "/mcp", "https://mcp.example.com:444/mcp", "AUTH_DISCOVERY", undefined],
    ["another host", "/mcp", "https://evil.example.com/mcp", "AUTH_DISCOVERY", undefined],
    ["no URL", "/mcp", "mcp", "AUTH_DISCOVERY", undefined],
  ])("resource: %s", async (_, path, resource, result, event) => {
    const serverUrl = `https://mcp.example.com${path}`;
    const prm = `https://mcp.example.com/.well-known/oauth-protected-resource${path.replace(/\/$/, "")}`;
    const outcome = await logInto(world({ [prm]: { resource, authorization_servers: [AS] } }, { serverUrl }));
    expect(outcome.result).toBe(result);
    expect(outcome.events.map(({ type }) => type).filter((type) => type === "resourceSlash")).toEqual(
      event === undefined ? [] : [event],
    );
    if (result !== "in") return;
    // Byte for byte, in both requests (RFC 8707).
    expect(outcome.page?.searchParams.get("resource")).toBe(resource);
    expect(formsTo(outcome, `${AS}/token`)[0]).toMatchObject({ resource });
  });
});

describe("several authorization servers", () => {
  const OTHER = "https://other.example.com";
  const two = (first: Response | (() => never)): Places => ({
    [PRM]: { resource: SERVER, authorization_servers: [OTHER, AS] },
    [`${OTHER}/.well-known/oauth-authorization-server`]: first as never,
  });
  const down = (): never => {
    throw new TypeError("fetch failed");
  };
  it.each<[string, Places, string | undefined, string]>([
    ["the first is down", two(down), undefined, "in"],
    ["the first fails", two(new Response("", { status: 503 })), undefined, "in"],
    ["the first is fixed, and down", two(down), OTHER, "AUTH_SERVER"],
    ["the second is fixed", two(down), AS, "in"],
    ["the second is fixed with a slash", two(down), `${AS}/`, "in"],
    ["one that is not listed is fixed", two(down), "https://third.example.com", "AUTH_DISCOVERY"],
    ["the first names another issuer", two(json(metadata())), undefined, "AUTH_DISCOVERY"],
  ])("%s", async (_, places, issuer, result) => {
    expect(await logInto(world(places), issuer === undefined ? {} : { issuer })).toMatchObject({ result });
  });

  it("are all named if all are down", async () => {
    const { result, message } = await logInto(world({ ...two(down), [META]: down as never }));
    expect(result).toBe("AUTH_SERVER");
    expect(message).toContain(OTHER);
    expect(message).toContain(AS);
  });
});
