import { describe, expect, it } from "vitest";
import type { DevicePrompt } from "../../../src/runtime/auth/index.js";
import { hasBrowser } from "../../../src/runtime/auth/login/open-url.js";
import { formsTo, json, visitor, type Answer, type Visitor } from "./support/world.js";

const SERVER = "https://mcp.example.com/mcp";
const AS = "https://as.example.com";
const pending = json({ error: "authorization_pending" }, 400);
const tokens = { access_token: "at", refresh_token: "rt" };
const code = {
  device_code: "d1",
  user_code: "WDJB-MJHT",
  verification_uri: `${AS}/device`,
  verification_uri_complete: `${AS}/device?user_code=WDJB-MJHT`,
  expires_in: 60,
  interval: 5,
};

interface DeviceVisit extends Visitor {
  readonly prompts: DevicePrompt[];
  /** Pauses between questions, in seconds. */
  readonly pauses: number[];
}

/** A login by code whose questions are answered by `answers`, the last one again and again. */
function deviceVisit(answers: readonly Answer[], given: Answer = code, offered = true): DeviceVisit {
  const prompts: DevicePrompt[] = [];
  const pauses: number[] = [];
  let at = 0;
  const clock = {
    now: () => at,
    sleep: async (ms: number) => {
      at += ms;
      pauses.push(ms / 1000);
    },
  };
  let asked = 0;
  const visit = visitor(
    {
      serverUrl: SERVER,
      places: {
        "https://mcp.example.com/.well-known/oauth-protected-resource/mcp": {
          resource: SERVER,
          authorization_servers: [AS],
          scopes_supported: ["read"],
        },
        [`${AS}/.well-known/oauth-authorization-server`]: {
          issuer: AS,
          token_endpoint: `${AS}/token`,
          registration_endpoint: `${AS}/register`,
          ...(offered && { device_authorization_endpoint: `${AS}/device/code` }),
        },
        [`${AS}/register`]: json({ client_id: "c1" }, 201),
        [`${AS}/device/code`]: given,
        [`${AS}/token`]: () => answers[Math.min(asked++, answers.length - 1)] ?? tokens,
      },
    },
    { flow: "device", showCode: (prompt) => void prompts.push(prompt) },
    { clock, now: () => 1_000_000 + at },
  );
  return { ...visit, prompts, pauses };
}

describe("a login with a code on another device", () => {
  it("shows the code and the page, polls as often as the server allows, and opens no page here", async () => {
    const visit = deviceVisit([pending, pending, tokens]);
    expect(await visit.call()).toMatchObject({ result: "in", message: "" });
    expect(visit.prompts).toEqual([
      {
        userCode: "WDJB-MJHT",
        verificationUri: new URL(`${AS}/device`),
        verificationUriComplete: new URL(`${AS}/device?user_code=WDJB-MJHT`),
        expiresAt: 1_060_000,
      },
    ]);
    expect(visit.pauses).toEqual([5, 5, 5]);
    expect(visit.pages).toEqual([]);
    expect(formsTo(visit, `${AS}/device/code`)).toEqual([
      { client_id: "c1", scope: "read", resource: SERVER },
    ]);
    expect(formsTo(visit, `${AS}/token`).at(-1)).toEqual({
      grant_type: "urn:ietf:params:oauth:grant-type:device_code",
      device_code: "d1",
      client_id: "c1",
      resource: SERVER,
    });
    const registration = visit.asked.find(({ url }) => url.pathname === "/register");
    expect(JSON.parse(registration?.body ?? "{}")).toMatchObject({
      grant_types: expect.arrayContaining([
        "urn:ietf:params:oauth:grant-type:device_code",
        "refresh_token",
      ]) as unknown,
    });
  });

  it.each<[string, readonly Answer[], object, readonly number[]]>([
    [
      "slow_down, for all that follows",
      [json({ error: "slow_down" }, 400), pending, tokens],
      code,
      [5, 10, 10],
    ],
    ["slow_down, with status 200", [json({ error: "slow_down" }), tokens], code, [5, 10]],
    ["slow_down, with status 429", [json({ error: "slow_down" }, 429), tokens], code, [5, 10]],
    ["trouble of the server", [new Response("", { status: 503 }), pending, tokens], code, [5, 10, 10]],
    ["an interval of its own", [pending, tokens], { ...code, interval: 2 }, [2, 2]],
    ["an interval as a text", [tokens], { ...code, interval: "7" }, [7]],
    ["no interval", [tokens], { ...code, interval: null }, [5]],
    ["an interval of 0", [tokens], { ...code, interval: 0 }, [5]],
    [
      "Google's name for the page",
      [tokens],
      { ...code, verification_uri: undefined, verification_url: `${AS}/device` },
      [5],
    ],
  ])("waits longer, or not, for %s", async (_, answers, given, want) => {
    const visit = deviceVisit(answers, given);
    expect(await visit.call()).toMatchObject({ result: "in", message: "" });
    expect(visit.pauses).toEqual(want);
  });

  it.each<[string, readonly Answer[], Answer, string, RegExp]>([
    ["access_denied", [pending, json({ error: "access_denied" }, 400)], code, "AUTH_DENIED", /access_denied/],
    [
      "expired_token",
      [json({ error: "expired_token" }, 400)],
      code,
      "AUTH_DEVICE_EXPIRED",
      /within 60 seconds/,
    ],
    [
      "a code that is never entered",
      [pending],
      code,
      "AUTH_DEVICE_EXPIRED",
      /as\.example\.com\/device within 60/,
    ],
    [
      "a server that fails until the code has run out",
      [new Response("", { status: 500 })],
      code,
      "AUTH_DEVICE_EXPIRED",
      /60 seconds/,
    ],
    ["another error", [json({ error: "invalid_grant" }, 400)], code, "AUTH_SERVER", /invalid_grant/],
    ["no user code", [tokens], { ...code, user_code: null }, "AUTH_SERVER", /no "user_code"/],
    ["no page", [tokens], { ...code, verification_uri: null }, "AUTH_SERVER", /no "verification_uri"/],
    [
      "a page that is none",
      [tokens],
      { ...code, verification_uri: "device" },
      "AUTH_SERVER",
      /"verification_uri" in the answer is not a URL/,
    ],
    [
      "a page to run",
      [tokens],
      { ...code, verification_uri: "javascript:alert(1)" },
      "AUTH_UNSAFE_URL",
      /https/,
    ],
    [
      "a page on this machine",
      [tokens],
      { ...code, verification_uri_complete: "https://127.0.0.1/x" },
      "AUTH_UNSAFE_URL",
      /private/,
    ],
    [
      "a refusal of the client",
      [tokens],
      json({ error: "unauthorized_client" }, 400),
      "AUTH_SERVER",
      /device authorization.*unauthorized_client/,
    ],
  ])("ends at %s", async (_, answers, given, result, said) => {
    const outcome = await deviceVisit(answers, given).call();
    expect(outcome).toMatchObject({ result });
    expect(outcome.message).toMatch(said);
  });

  it("explains the failure if the server does not offer it", async () => {
    const outcome = await deviceVisit([tokens], code, false).call();
    expect(outcome.result).toBe("AUTH_DISCOVERY");
    expect(outcome.message).toMatch(/offers no device authorization/);
  });

  it.each<[NodeJS.Platform, NodeJS.ProcessEnv, boolean]>([
    ["linux", {}, false],
    ["linux", { DISPLAY: ":0" }, true],
    ["linux", { WAYLAND_DISPLAY: "wayland-0" }, true],
    ["darwin", {}, true],
    ["win32", {}, true],
  ])("is chosen by itself where no page can be shown: %s %j", (platform, env, want) => {
    expect(hasBrowser(platform, env)).toBe(want);
  });
});
