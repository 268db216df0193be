import { describe, expect, it } from "vitest";
import { formsTo, logInto } from "./support/world.js";
import { IDENTITY_PLATFORMS } from "./services/identity-platforms.js";
import { IDENTITY_PROVIDERS } from "./services/identity-providers.js";
import { MCP_HOSTS } from "./services/mcp-hosts.js";

const SERVICES = [...IDENTITY_PLATFORMS, ...IDENTITY_PROVIDERS, ...MCP_HOSTS];

describe("answers shaped like those of", () => {
  it.each(SERVICES.map((service) => [service.name, service] as const))("%s", async (_, service) => {
    const { serverUrl, resource, places, options = {}, want, form } = service;
    const { origin, pathname } = new URL(serverUrl);
    const outcome = await logInto(
      {
        serverUrl,
        places: {
          ...places,
          ...(resource && {
            [`${origin}/.well-known/oauth-protected-resource${pathname.replace(/\/$/, "")}`]: resource,
          }),
        },
      },
      options,
    );
    if (want === "in") expect(outcome).toMatchObject({ result: "in", message: "" });
    else {
      expect(outcome.result).toBe(want[0]);
      expect(outcome.message).toMatch(want[1]);
    }
    const asked = outcome.asked.filter(({ form }) => form.has("grant_type"));
    const last = asked.at(-1);
    if (form !== undefined) expect(formsTo(outcome, last?.url.href ?? "").at(-1)).toMatchObject(form);
    // PKCE, and nothing left for a server to choose.
    if (outcome.page !== undefined)
      expect(outcome.page.searchParams.get("code_challenge_method")).toBe("S256");
  });
});
