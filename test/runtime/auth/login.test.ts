import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAuth, MemoryTokenStore, type HttpAuth, type OAuthOptions } from "../../../src/runtime/auth/index.js";
import { startAuthorizationServer, type AuthorizationServer } from "./support/authorization-server.js";
import { browser, type Browser } from "./support/browser.js";
import { connect } from "./support/mcp-client.js";
import { startProtectedServer, type ProtectedServer } from "./support/protected-server.js";

let as: AuthorizationServer;
let server: ProtectedServer;
let person: Browser;

beforeAll(async () => {
  as = await startAuthorizationServer();
  server = await startProtectedServer(as);
});
afterAll(async () => {
  await server.close();
  await as.close();
});
beforeEach(() => {
  person = browser();
});

function login(options: Partial<OAuthOptions> = {}): HttpAuth {
  return createAuth({ type: "oauth", storage: new MemoryTokenStore(), openUrl: (url) => person.open(url), ...options }, { serverUrl: server.url, server: "weather" });
}

describe("a login with consent", () => {
  it("registers, asks once, calls", async () => {
    const before = { ...as.counts };
    const client = await connect(server.url, login());
    const result = await client.callTool({ name: "whoami", arguments: {} });
    await client.close();
    expect(result.content).toEqual([{ type: "text", text: "you" }]);
    expect(person.opened).toHaveLength(1);
    expect(as.counts.registrations - before.registrations).toBe(1);
    expect(as.counts.codes - before.codes).toBe(1);
    const asked = person.opened[0]?.searchParams;
    expect(asked?.get("code_challenge_method")).toBe("S256");
    expect(asked?.get("resource")).toBe(server.url);
    expect(asked?.get("state")).toMatch(/^[\w-]{32}$/);
    expect(person.last?.text).toContain("Logged in");
  });
});
