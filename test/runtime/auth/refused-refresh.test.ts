import { describe, expect, it } from "vitest";
import { MemoryTokenStore } from "../../../src/runtime/auth/index.js";
import { formsTo, json, visitor, type Answer, type Visitor } from "./support/world.js";

const SERVER = "https://mcp.example.com/mcp";
const AS = "https://as.example.com";
const REFUSED = json({ error: "invalid_client" }, 401);

interface Later extends Visitor {
  refreshes(): number;
  registrations(): number;
  /** Lets time go by. */
  wait(ms: number): void;
  /** Another run, on the same store. */
  again(): Visitor;
}

/** A client that has logged in at a server of which it is an hour later, and whose refreshes are answered by `answers`, the last one again and again. */
async function anHourLater(
  answers: readonly Answer[],
  page: Answer = new Response("", { status: 302 }),
  options: { readonly interactive?: boolean } = {},
  laterMs = 3_700_000,
  registered: object = {},
): Promise<Later> {
  let ahead = 0;
  let refreshes = 0;
  let registrations = 0;
  const places = {
    "https://mcp.example.com/.well-known/oauth-protected-resource/mcp": {
      resource: SERVER,
      authorization_servers: [AS],
    },
    [`${AS}/.well-known/oauth-authorization-server`]: {
      issuer: AS,
      authorization_endpoint: `${AS}/authorize`,
      token_endpoint: `${AS}/token`,
      registration_endpoint: `${AS}/register`,
      code_challenge_methods_supported: ["S256"],
    },
    [`${AS}/authorize`]: page,
    [`${AS}/register`]: () => json({ client_id: `c${++registrations}`, ...registered }, 201),
    [`${AS}/token`]: ({ form }: { form: URLSearchParams }): Answer => {
      const tokens = { access_token: "at", expires_in: 3600, refresh_token: "rt" };
      if (form.get("grant_type") !== "refresh_token") return tokens;
      return answers[Math.min(refreshes++, answers.length - 1)] ?? tokens;
    },
  };
  const world = { serverUrl: SERVER, places };
  const storage = new MemoryTokenStore();
  const clock = { now: () => Date.now() + ahead, sleep: async (ms: number) => void (ahead += ms) };
  const context = { now: () => Date.now() + ahead, clock };
  const first = visitor(world, { storage, subject: "a" }, context);
  expect(await first.call()).toMatchObject({ result: "in" });
  ahead = laterMs;
  const later = visitor(world, { storage, subject: "a", ...options }, context);
  const wait = (ms: number): void => void (ahead += ms);
  const counts = { refreshes: () => refreshes, registrations: () => registrations, wait };
  return { ...later, ...counts, again: () => visitor(world, { storage, subject: "a", ...options }, context) };
}

const FRESH = { access_token: "at", expires_in: 3600, refresh_token: "rt2" };

describe("a refresh", () => {
  it("is retried once after a refusal of the client, and nothing is forgotten", async () => {
    const client = await anHourLater([REFUSED, FRESH]);
    expect(await client.call()).toMatchObject({ result: "in" });
    expect([client.pages.length, client.registrations(), client.refreshes()]).toEqual([0, 1, 2]);
  });

  it.each<[string, Answer]>([
    ["invalid_client", REFUSED],
    ["unauthorized_client", json({ error: "unauthorized_client" }, 400)],
    ["invalid_request", json({ error: "invalid_request" }, 400)],
    ["invalid_scope", json({ error: "invalid_scope" }, 400)],
    ["HTTP 500", new Response("", { status: 500 })],
    ["HTTP 503 with an OAuth error", json({ error: "invalid_grant" }, 503)],
    ["HTTP 429", json({ error: "invalid_client" }, 429)],
    ["a page with status 404", new Response("<h1>No</h1>", { status: 404 })],
    ["a page with status 200", new Response("<h1>Maintenance</h1>")],
  ])("refused with %s leaves registration and refresh token to a later run", async (_, refusal) => {
    const client = await anHourLater([refusal, refusal, FRESH], undefined, { interactive: false });
    const { result } = await client.call();
    expect(result).toMatch(/^AUTH_(REQUIRED|SERVER)$/);
    // Each run is a process of its own.
    while (client.refreshes() < 2) await client.again().call();
    const last = client.again();
    expect(await last.call()).toMatchObject({ result: "in" });
    expect([client.pages.length, client.registrations()]).toEqual([0, 1]);
    expect(formsTo(last, `${AS}/token`).at(-1)).toMatchObject({ refresh_token: "rt", client_id: "c1" });
  });

  it("registers again after repeated refusals only if the authorization page refuses the old client, too", async () => {
    const gone = await anHourLater([REFUSED], json({ error: "invalid_request" }, 400));
    expect(await gone.call()).toMatchObject({ result: "in" });
    expect([gone.pages.length, gone.registrations()]).toEqual([1, 2]);
    const there = await anHourLater([REFUSED]);
    expect(await there.call()).toMatchObject({ result: "in" });
    expect([there.pages.length, there.registrations()]).toEqual([1, 1]);
  });

  it.each<[string, Answer]>([
    ["without a refresh token", { access_token: "at", expires_in: 3600 }],
    ["with null", { access_token: "at", expires_in: 3600, refresh_token: null }],
    ["with an empty string", { access_token: "at", expires_in: 3600, refresh_token: "" }],
  ])("that is answered %s goes on with the one that there is", async (_, answer) => {
    const client = await anHourLater([answer]);
    expect(await client.call()).toMatchObject({ result: "in" });
    client.wait(3_700_000);
    expect(await client.call()).toMatchObject({ result: "in" });
    expect(formsTo(client, `${AS}/token`).map((form) => form["refresh_token"])).toEqual(["rt", "rt"]);
    expect(client.pages).toEqual([]);
  });

  it.each<[string, Answer]>([
    ["trouble", new Response("", { status: 503 })],
    ["no tokens", { token_type: "Bearer" }],
    ["a page", new Response("<h1>Maintenance</h1>")],
    ["a refusal", json({ error: "invalid_client" }, 401)],
  ])("ahead of expiry that is answered with %s costs nothing while the token is good", async (_, answer) => {
    const client = await anHourLater([answer], undefined, {}, 3_595_000);
    expect(await client.call()).toMatchObject({ result: "in" });
    expect([client.pages.length, client.registrations()]).toEqual([0, 1]);
    expect(client.refreshes()).toBeGreaterThan(0);
  });

  it("with a registration whose secret runs out at a time before all times is made with it", async () => {
    const client = await anHourLater([FRESH], undefined, {}, undefined, { client_secret_expires_at: -1 });
    expect(await client.call()).toMatchObject({ result: "in" });
    expect([client.pages.length, client.registrations(), client.refreshes()]).toEqual([0, 1, 1]);
  });

  it("ends in one new login with the same registration if the refresh token is no longer valid", async () => {
    const client = await anHourLater([json({ error: "invalid_grant" }, 400)]);
    expect(await client.call()).toMatchObject({ result: "in" });
    expect([client.pages.length, client.registrations(), client.refreshes()]).toEqual([1, 1, 1]);
  });
});
