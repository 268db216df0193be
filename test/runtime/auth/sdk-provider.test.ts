import type {
  OAuthClientInformationMixed,
  OAuthClientProvider,
  OAuthDiscoveryState,
  OAuthTokens,
} from "@modelcontextprotocol/client";
import { auth } from "@modelcontextprotocol/client";
import { describe, expect, it } from "vitest";
import { createAuth } from "../../../src/runtime/auth/index.js";
import { ask, useParties } from "./support/setup.js";

const t = useParties({ accessTokenSeconds: 3600 });

/** An OAuthClientProvider as an application with pages of its own writes one. */
class AppProvider implements OAuthClientProvider {
  readonly redirectUrl = "http://127.0.0.1:9/callback";
  readonly clientMetadata = {
    client_name: "app",
    redirect_uris: [this.redirectUrl],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    token_endpoint_auth_method: "none",
    application_type: "native",
  };
  shown: URL | undefined;
  #client: OAuthClientInformationMixed | undefined;
  #tokens: OAuthTokens | undefined;
  #verifier = "";
  #discovery: OAuthDiscoveryState | undefined;
  clientInformation = (): OAuthClientInformationMixed | undefined => this.#client;
  saveClientInformation = (client: OAuthClientInformationMixed): void => void (this.#client = client);
  tokens = (): OAuthTokens | undefined => this.#tokens;
  saveTokens = (tokens: OAuthTokens): void => void (this.#tokens = tokens);
  redirectToAuthorization = (url: URL): void => void (this.shown = url);
  saveCodeVerifier = (verifier: string): void => void (this.#verifier = verifier);
  codeVerifier = (): string => this.#verifier;
  discoveryState = (): OAuthDiscoveryState | undefined => this.#discovery;
  saveDiscoveryState = (state: OAuthDiscoveryState): void => void (this.#discovery = state);
}

describe("an OAuthClientProvider of the SDK", () => {
  it("shows its page, takes the code by the SDK's own means, and is refreshed once for parallel requests", async () => {
    const provider = new AppProvider();
    const http = createAuth(provider, { serverUrl: t.server.url, server: "weather" });
    await expect(ask(http, t.server.url)).rejects.toMatchObject({ code: "AUTH_REQUIRED" });

    const { browser } = await import("./support/browser.js");
    const person = browser("accept", (url) => url.pathname !== "/callback");
    await person.open(provider.shown!);
    const answer = new URL(person.last?.url ?? "").searchParams;
    await auth(provider, {
      serverUrl: t.server.url,
      authorizationCode: answer.get("code")!,
      iss: answer.get("iss")!,
    });

    expect(await ask(http, t.server.url)).not.toBe(401);
    const before = t.as.counts.refreshes;
    await t.as.expireAccessTokens();
    const statuses = await Promise.all(Array.from({ length: 16 }, () => ask(http, t.server.url)));
    expect(statuses).not.toContain(401);
    expect(t.as.counts.refreshes - before).toBe(1);
  });
});
