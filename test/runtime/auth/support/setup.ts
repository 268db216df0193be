import { afterAll, beforeAll, beforeEach } from "vitest";
import {
  createAuth,
  MemoryTokenStore,
  type AuthContext,
  type AuthEvent,
  type HttpAuth,
  type OAuthOptions,
} from "../../../../src/runtime/auth/index.js";
import {
  startAuthorizationServer,
  type AuthorizationServer,
  type AuthorizationServerOptions,
} from "./authorization-server.js";
import { browser, type Browser } from "./browser.js";
import { startProtectedServer, type ProtectedServer } from "./protected-server.js";

/** The three parties of a login, started before the tests of a file. */
export interface Parties {
  as: AuthorizationServer;
  server: ProtectedServer;
  /** A new one for every test. */
  person: Browser;
  /** Of every auth that `login` made in this test. */
  events: AuthEvent[];
  /** `auth: { type: "oauth", … }` with the person in front of it and a store of its own. */
  login(options?: Partial<OAuthOptions>, context?: Partial<AuthContext>): HttpAuth;
}

export function useParties(options: AuthorizationServerOptions = {}): Parties {
  const parties = {
    login: (more: Partial<OAuthOptions> = {}, context: Partial<AuthContext> = {}) =>
      createAuth(
        {
          type: "oauth",
          subject: "alice",
          storage: new MemoryTokenStore(),
          openUrl: (url: URL) => parties.person.open(url),
          ...more,
        },
        {
          serverUrl: parties.server.url,
          server: "weather",
          onEvent: (event) => parties.events.push(event),
          ...context,
        },
      ),
  } as Parties;
  beforeAll(async () => {
    parties.as = await startAuthorizationServer(options);
    parties.server = await startProtectedServer(parties.as);
  });
  afterAll(async () => {
    await parties.server.close();
    await parties.as.close();
  });
  beforeEach(() => {
    parties.person = browser();
    parties.events = [];
    parties.as.tokenFault = undefined;
    Object.assign(parties.server, { issuer: parties.as.issuer, callScope: "read", metadata: undefined });
  });
  return parties;
}

/** A request that an authorized client may make; resolves to its status. */
export async function ask(auth: HttpAuth, url: string, method = "ping"): Promise<number> {
  const response = await auth.fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: {} }),
  });
  await response.arrayBuffer();
  return response.status;
}
