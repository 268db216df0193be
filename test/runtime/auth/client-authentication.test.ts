import { describe, expect, it } from "vitest";
import type { OAuthOptions } from "../../../src/runtime/auth/index.js";
import { json, logInto, type Asked, type Outcome } from "./support/world.js";

const SERVER = "https://mcp.example.com/mcp";
const AS = "https://as.example.com";
const TOKEN_ENDPOINT = `${AS}/token`;

/** How requests to the token endpoint authenticated, in order: `basic`, `post`, `none`, and `-` where the id is missing in the body. */
function ways(outcome: Outcome): readonly string[] {
  return outcome.asked.filter(({ url }) => url.href === TOKEN_ENDPOINT).map(wayOf);
}

function wayOf({ headers, form }: Asked): string {
  const way = headers.get("authorization")?.startsWith("Basic ")
    ? "basic"
    : form.has("client_secret")
      ? "post"
      : "none";
  return `${way}${form.has("client_id") ? "" : "-"}`;
}

/** An authorization server that lists `listed`, and takes `takes`; its registration answers `registered`. */
function login(
  listed: readonly string[] | undefined,
  takes: string,
  registered: object,
  options: Partial<OAuthOptions> = {},
  refusal: Response = json({ error: "invalid_client" }, 401),
): Promise<Outcome> {
  return logInto(
    {
      serverUrl: SERVER,
      places: {
        "https://mcp.example.com/.well-known/oauth-protected-resource/mcp": {
          resource: SERVER,
          authorization_servers: [AS],
        },
        [`${AS}/.well-known/oauth-authorization-server`]: {
          issuer: AS,
          authorization_endpoint: `${AS}/authorize`,
          token_endpoint: TOKEN_ENDPOINT,
          registration_endpoint: `${AS}/register`,
          code_challenge_methods_supported: ["S256"],
          token_endpoint_auth_methods_supported: listed,
        },
        [`${AS}/register`]: json({ client_id: "c1", ...registered }, 201),
        [TOKEN_ENDPOINT]: (asked) => (wayOf(asked) === takes ? { access_token: "at" } : refusal),
      },
    },
    options,
  );
}

const BASIC = "client_secret_basic";
const POST = "client_secret_post";
const secret = { client_secret: "s" };

describe("a client shows who it is", () => {
  it.each<[string, readonly string[] | undefined, string, object, readonly string[]]>([
    ["as the server lists first", [POST, BASIC], "post", secret, ["post"]],
    ["as the server lists first, with its id in the body, too", [BASIC, POST], "basic", secret, ["basic"]],
    ["with Basic where nothing is listed", undefined, "basic", secret, ["basic"]],
    [
      "as it was registered",
      [BASIC, POST],
      "post",
      { ...secret, token_endpoint_auth_method: POST },
      ["post"],
    ],
    ["in the next listed way where the first is refused", [BASIC, POST], "post", secret, ["basic", "post"]],
    ["in the next listed way, the other way round", [POST, BASIC], "basic", secret, ["post", "basic"]],
    ["in the other way where nothing is listed", undefined, "post", secret, ["basic", "post"]],
    [
      "past methods that it cannot use",
      ["private_key_jwt", "tls_client_auth", POST],
      "post",
      secret,
      ["post"],
    ],
    ["by its id alone without a secret", [BASIC, POST], "none", {}, ["none"]],
    [
      "by its id alone where it was registered so",
      ["none", POST],
      "none",
      { ...secret, token_endpoint_auth_method: "none" },
      ["none"],
    ],
    ["with a secret that is there, though `none` is listed", ["none", POST], "post", secret, ["post"]],
  ])("%s", async (_, listed, takes, registered, want) => {
    const outcome = await login(listed, takes, registered);
    expect(outcome).toMatchObject({ result: "in", message: "" });
    expect(ways(outcome)).toEqual(want);
  });

  it("uses only the chosen method, whatever the server lists", async () => {
    const options = { clientId: "c1", clientSecret: "s", tokenEndpointAuthMethod: POST } as const;
    expect(ways(await login([BASIC], "post", {}, options))).toEqual(["post"]);
    const refused = await login([BASIC, POST], "basic", {}, options);
    expect(refused.result).toBe("AUTH_CLIENT");
    expect(ways(refused)).toEqual(["post"]);
  });

  it("retries once: then it reports a wrong secret", async () => {
    const options = { clientId: "c1", clientSecret: "wrong" };
    const outcome = await login([BASIC, POST, "none"], "nothing", {}, options);
    expect(outcome.result).toBe("AUTH_CLIENT");
    expect(ways(outcome)).toEqual(["basic", "post"]);
  });

  it.each<[string, Response, readonly string[]]>([
    ["a 401 without a code", new Response("Unauthorized", { status: 401 }), ["basic", "post"]],
    ["invalid_client with status 400", json({ error: "invalid_client" }, 400), ["basic", "post"]],
    ["unauthorized_client", json({ error: "unauthorized_client" }, 401), ["basic", "post"]],
    ["a 401 with a code of its own", json({ error: "access_denied" }, 401), ["basic", "post"]],
    ["a request that was not understood", json({ error: "invalid_request" }, 400), ["basic", "post"]],
    ["a refusal with status 200", json({ error: "invalid_client" }), ["basic", "post"]],
    ["invalid_grant with status 401", json({ error: "invalid_grant" }, 401), ["basic"]],
    ["access_denied", json({ error: "access_denied" }, 400), ["basic"]],
    ["invalid_grant", json({ error: "invalid_grant" }, 400), ["basic"]],
    ["trouble of the server", json({ error: "server_error" }, 500), ["basic"]],
  ])("in the next way after %s, and only then", async (_, refusal, want) => {
    expect(ways(await login([BASIC, POST], "post", secret, {}, refusal))).toEqual(want);
  });

  it.each<[string, readonly string[] | undefined, string]>([
    ["none", ["none", BASIC], "none"],
    ["none", undefined, "none"],
    ["post", [POST, BASIC], POST],
    ["basic", [BASIC, POST], BASIC],
    ["post", ["private_key_jwt", POST, BASIC], POST],
  ])("asks to be registered for %s where %j is listed", async (_, listed, want) => {
    const outcome = await login(listed, "none", {});
    const request = outcome.asked.find(({ url }) => url.pathname === "/register");
    expect(JSON.parse(request?.body ?? "{}")).toMatchObject({ token_endpoint_auth_method: want });
  });
});
