import { describe, expect, it } from "vitest";
import { json, logInto, visitor, type Answer, type Asked, type Places, type World } from "./support/world.js";

const HOST = "https://mcp.example.com";
const AS = "https://as.example.com";
const PRM = `${HOST}/.well-known/oauth-protected-resource`;
const registered = json({ client_id: "c1" }, 201);

function world(places: Places, scopes: object = {}, more: Partial<World> = {}): World {
  const resource = { resource: `${HOST}/mcp`, authorization_servers: [AS], scopes_supported: ["read"] };
  return {
    serverUrl: `${HOST}/mcp`,
    places: {
      [`${PRM}/mcp`]: resource,
      [`${AS}/.well-known/oauth-authorization-server`]: {
        issuer: AS,
        authorization_endpoint: `${AS}/authorize`,
        token_endpoint: `${AS}/token`,
        registration_endpoint: `${AS}/register`,
        code_challenge_methods_supported: ["S256"],
        ...scopes,
      },
      [`${AS}/register`]: registered,
      [`${AS}/token`]: { access_token: "at", token_type: "Bearer" },
      ...places,
    },
    ...more,
  };
}

describe("offline_access, which the authorization server lists", () => {
  const listed = { scopes_supported: ["read", "offline_access"] };
  const refusing =
    (answer: Answer) =>
    ({ body }: Asked): Answer =>
      body.includes("offline_access") ? answer : registered;
  it.each<[string, World, string]>([
    ["is asked for", world({}, listed), "read offline_access"],
    [
      "is left out where a registration with it is refused",
      world({ [`${AS}/register`]: refusing(json({ error: "invalid_client_metadata" }, 400)) }, listed),
      "read",
    ],
  ])("%s", async (_, given, want) => {
    const outcome = await logInto(given);
    expect(outcome).toMatchObject({ result: "in", message: "" });
    expect(outcome.page?.searchParams.get("scope")).toBe(want);
  });

  it("is left out once the page has refused it", async () => {
    const asked: (string | null)[] = [];
    const openUrl = async ({ searchParams }: URL): Promise<void> => {
      const scope = searchParams.get("scope");
      asked.push(scope);
      const back = new URL(searchParams.get("redirect_uri") ?? "");
      const answer = scope?.includes("offline_access") ? { error: "invalid_scope" } : { code: "c0de" };
      back.search = String(new URLSearchParams({ ...answer, state: searchParams.get("state") ?? "" }));
      await fetch(back);
    };
    expect(await logInto(world({}, listed), { openUrl })).toMatchObject({ result: "in", message: "" });
    expect(asked).toEqual(["read offline_access", "read"]);
    asked.length = 0;
    const own = await logInto(world({}, listed), { openUrl, scopes: "read offline_access" });
    expect(own.result).toBe("AUTH_DENIED");
    expect(asked).toEqual(["read offline_access"]);
  });
});

describe("metadata that a challenge names where only the server's own network reaches it", () => {
  const challenge = 'Bearer resource_metadata="https://internal.example.com/prm"';
  const away = (): never => {
    throw new TypeError("fetch failed");
  };
  it.each<[string, Places, string]>([
    ["is looked for at the well-known place", {}, "in"],
    ["is an outage where it is nowhere else", { [`${PRM}/mcp`]: json({}, 404) }, "AUTH_SERVER"],
  ])("%s", async (_, places, want) => {
    const given = world({ "https://internal.example.com/prm": away, ...places }, {}, { challenge });
    expect((await logInto(given)).result).toBe(want);
  });
});

describe("the words of a refusal", () => {
  it.each<[string, object, string]>([
    ["OAuth", { error: "invalid_grant", error_description: "Code expired." }, "invalid_grant: Code expired."],
    ["an error of a framework", { error: { code: "gone", message: "no such code" } }, "gone: no such code."],
    ["RFC 9457", { title: "Bad Request", detail: "code is unknown" }, "code is unknown."],
    ["an error without words", { error: { code: 7 } }, "HTTP 400 without an OAuth error in the answer."],
  ])("are those of %s", async (_, answer, want) => {
    const { result, message } = await logInto(world({ [`${AS}/token`]: json(answer, 400) }));
    expect([result, message]).toEqual(["AUTH_SERVER", `${AS} failed at the token endpoint: ${want}`]);
  });
});

describe("a gateway that answers 403 where there are no credentials", () => {
  it.each<[string, string, string]>([
    ["leads to a login where it names the metadata", `Bearer resource_metadata="${PRM}/mcp"`, "in"],
    ["is an answer as any other where it does not", "Bearer", "HTTP 403"],
  ])("%s", async (_, challenge, want) => {
    const fetch = async (_input: string | URL, init?: RequestInit): Promise<Response> =>
      new Headers(init?.headers).get("authorization") === "Bearer at"
        ? new Response("{}")
        : new Response("", { status: 403, headers: { "www-authenticate": challenge } });
    expect((await visitor(world({}), {}, { fetch }).call()).result).toBe(want);
  });
});

describe("a client whose id and secret have reserved characters, where Basic is all that is listed", () => {
  const client = { clientId: "ab/c=", clientSecret: "s+e é" };
  const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;
  it.each<[string, string, string]>([
    ["form-encoded", basic("ab%2Fc%3D:s%2Be+%C3%A9"), "in"],
    ["as they are", basic("ab/c=:s+e é"), "in"],
    ["of another", basic("x:y"), "AUTH_CLIENT"],
  ])("is known by them %s", async (_, taken, want) => {
    const token = ({ headers }: Asked): Answer =>
      headers.get("authorization") === taken
        ? { access_token: "at" }
        : json({ error: "invalid_client", message: "This is an invalid client." }, 400);
    const only = { token_endpoint_auth_methods_supported: ["client_secret_basic"] };
    const outcome = await logInto(world({ [`${AS}/token`]: token }, only), client);
    expect(outcome.result).toBe(want);
  });
});

describe("a registration", () => {
  it.each<[string, (asked: Asked) => Answer, string, number]>([
    [
      "is made without application_type where the server refuses it by name",
      ({ body }) =>
        body.includes("application_type")
          ? json({ message: "Unrecognized key(s) in object: 'application_type'" }, 400)
          : registered,
      "in",
      2,
    ],
    [
      "is not tried again for another reason",
      () => json({ error: "invalid_redirect_uri" }, 400),
      "AUTH_SERVER",
      1,
    ],
    ["may be answered with a number for an id", () => json({ client_id: 123 }, 201), "in", 1],
  ])("%s", async (_, register, want, times) => {
    const outcome = await logInto(world({ [`${AS}/register`]: register }));
    expect(outcome.result).toBe(want);
    expect(outcome.asked.filter(({ url }) => url.pathname === "/register")).toHaveLength(times);
  });
});
