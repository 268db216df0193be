import { describe, expect, it } from "vitest";
import { createAuth, type OAuthOptions } from "../../../src/runtime/auth/index.js";
import { json, logInto, visitor, type Asked, type World } from "./support/world.js";

const SERVER = "https://mcp.example.com/mcp";
const ENTRA = "https://login.microsoftonline.com/1111/v2.0";
const REFUSED = json(
  { error: "invalid_target", error_description: "AADSTS9010010: The resource doesn't match the scopes." },
  400,
);

/** Takes `known` for a resource, and nothing else. */
function entra(known: string | null, takes = ["at"]): World {
  const token = ({ form }: Asked): Response | object =>
    form.get("resource") === known
      ? { access_token: form.get("refresh_token") ?? "at", refresh_token: "rt", expires_in: 3600 }
      : REFUSED;
  return {
    serverUrl: SERVER,
    takes,
    places: {
      "https://mcp.example.com/.well-known/oauth-protected-resource/mcp": {
        resource: SERVER,
        authorization_servers: [ENTRA],
        scopes_supported: ["api://abc/mcp.invoke"],
      },
      [`${ENTRA}/.well-known/openid-configuration`]: {
        issuer: ENTRA,
        authorization_endpoint: `${ENTRA}/authorize`,
        token_endpoint: `${ENTRA}/token`,
      },
      [`${ENTRA}/token`]: token,
    },
  };
}

const byHand = { clientId: "abc", allowUnlistedPkce: true };

describe("the resource indicator", () => {
  it.each<[string, OAuthOptions["resource"], string | null]>([
    ["is that of the metadata", undefined, SERVER],
    ["is that of the options", "api://abc", "api://abc"],
    ["is not sent", false, null],
  ])("%s: %j, at the page, for the tokens and at refresh", async (_, resource, want) => {
    const takes = ["at"];
    const person = visitor(entra(want, takes), { ...byHand, ...(resource !== undefined && { resource }) });
    expect(await person.call()).toMatchObject({ result: "in", message: "" });
    takes[0] = "rt";
    expect(await person.call()).toMatchObject({ result: "in", message: "" });
    expect(person.events.at(-1)?.type).toBe("refreshed");
    expect(person.pages.map(({ searchParams }) => searchParams.get("resource"))).toEqual([want]);
    const { resource: shown } = (await person.auth.status()) as { resource?: string };
    expect(shown ?? null).toBe(want);
  });

  it("names the option that helps if the server refuses it", async () => {
    const { result, message } = await logInto(entra(null), byHand);
    expect(result).toBe("AUTH_SERVER");
    expect(message).toContain("AADSTS9010010");
    expect(message).toContain('set "resource" in "auth"');
  });

  it.each<[unknown]>([["not a URI"], ["https://mcp.example.com/#x"], [true], [""]])(
    "%j is refused as an option",
    (resource) => {
      const auth = { type: "oauth", resource } as OAuthOptions;
      expect(() => createAuth(auth, { serverUrl: SERVER })).toThrow("auth.resource must be a URI");
    },
  );
});
