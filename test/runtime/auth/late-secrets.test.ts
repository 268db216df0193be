import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { createAuth } from "../../../src/runtime/auth/index.js";
import { type Asked, json, type Places, visitor } from "./support/world.js";

const ISSUER = "https://auth.example";
const SERVER = "https://mcp.example/mcp";

const metadata = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/authorize`,
  token_endpoint: `${ISSUER}/token`,
  registration_endpoint: `${ISSUER}/register`,
  response_types_supported: ["code"],
  code_challenge_methods_supported: ["S256"],
  token_endpoint_auth_methods_supported: ["client_secret_post"],
};

/** An authorization server that quotes all that it is sent when it refuses. */
const quoting = ({ body }: Asked) =>
  json({ error: "invalid_request", error_description: `got ${body}` }, 400);

const places: Places = {
  "https://mcp.example/.well-known/oauth-protected-resource/mcp": {
    resource: SERVER,
    authorization_servers: [ISSUER],
  },
  [`${ISSUER}/.well-known/oauth-authorization-server`]: metadata,
  [`${ISSUER}/register`]: { client_id: "made", client_secret: "reg1stered-s3cret", redirect_uris: [] },
  [`${ISSUER}/token`]: quoting,
};

describe("what comes up in a login", () => {
  it("keeps code, verifier and client secret out of errors that quote them", async () => {
    const { auth, asked } = visitor({ serverUrl: SERVER, places, back: { code: "c0de-of-one-login" } });
    const error: unknown = await auth.login().catch((reason: unknown) => reason);
    const sent = asked.find(({ url }) => url.pathname === "/token")?.form;
    const secrets = ["code", "code_verifier", "client_secret"].map((name) => sent?.get(name) ?? "");
    expect(secrets).toEqual(["c0de-of-one-login", expect.stringMatching(/.{40}/), "reg1stered-s3cret"]);
    expect((error as Error).message).toContain("invalid_request: got ");
    for (const secret of secrets)
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(secret);
  });

  it("includes the assertion that a function made", async () => {
    const told: string[] = [];
    const auth = createAuth(
      {
        type: "jwt_bearer",
        subject: "a workload",
        assertion: () => "assertion-of-one-minute",
        fetch: async (input, init) => {
          const url = new URL(input);
          const place = places[`${url.origin}${url.pathname}`];
          if (place === undefined) return new Response("", { status: 404 });
          const asked = { body: String((init?.body ?? "") as unknown) } as Asked;
          const answer = typeof place === "function" ? (place as (asked: Asked) => Response)(asked) : place;
          return answer instanceof Response ? answer : json(answer);
        },
      },
      {
        serverUrl: SERVER,
        fetch: async () => new Response("", { status: 401, headers: { "www-authenticate": "Bearer" } }),
        onSecrets: (secrets) => void told.push(...secrets),
      },
    );
    const error: unknown = await auth.login().catch((reason: unknown) => reason);
    expect(told).toContain("assertion-of-one-minute");
    expect(inspect(error, { depth: 9 })).not.toContain("assertion-of-one-minute");
  });
});
