import { describe, expect, it } from "vitest";
import { connect } from "./support/mcp-client.js";
import { ask, useParties } from "./support/setup.js";

const t = useParties();

describe("insufficient_scope", () => {
  it("is answered with one more login, for what was granted and what is missing", async () => {
    t.server.callScope = "write";
    const auth = t.login();
    const client = await connect(t.server.url, auth);
    const result = await client.callTool({ name: "whoami", arguments: {} });
    await client.close();
    expect(result.isError).not.toBe(true);
    expect(t.person.opened.map((url) => url.searchParams.get("scope"))).toEqual([
      "read offline_access",
      "read offline_access write",
    ]);
    expect((await auth.status()).scope).toBe("read write");
    expect(t.events.map((event) => event.type)).toEqual(["registered", "login", "registered", "stepUp"]);
  });

  it("with a new registration leaves no tokens of the old one in the store", async () => {
    t.server.callScope = "write";
    const records = new Map<string, unknown>();
    const storage = {
      get: async (key: string) => records.get(key),
      set: async (key: string, value: unknown) => records.set(key, value),
      delete: async (key: string) => records.delete(key),
    };
    const auth = t.login({ storage, subject: "ada" });
    await ask(auth, t.server.url, "tools/call");
    expect(t.events.map((event) => event.type)).toContain("stepUp");
    expect([...records.keys()].filter((key) => key.startsWith("tokens-"))).toHaveLength(1);
    await auth.logout();
    expect([...records.keys()].filter((key) => !key.startsWith("lock-"))).toEqual([]);
  });

  it("widens what the user asked for by no more than the server wants", async () => {
    t.server.callScope = "admin";
    const auth = t.login({ scopes: "read" });
    await ask(auth, t.server.url, "tools/call");
    expect(t.person.opened.map((url) => url.searchParams.get("scope"))).toEqual(["read", "read admin"]);
  });

  it("happens once for parallel calls", async () => {
    t.server.callScope = "write";
    const auth = t.login();
    const statuses = await Promise.all(
      Array.from({ length: 16 }, () => ask(auth, t.server.url, "tools/call")),
    );
    expect(statuses).not.toContain(403);
    expect(t.person.opened).toHaveLength(2);
  });

  it("for a scope that cannot be granted ends in an error, not in more pages", async () => {
    t.server.callScope = "root";
    const auth = t.login();
    for (let i = 0; i < 3; i++) {
      await expect(ask(auth, t.server.url, "tools/call")).rejects.toMatchObject({
        code: "AUTH_SCOPE",
        requiredScope: "root",
      });
    }
    expect(t.person.opened).toHaveLength(1);
    expect(await ask(auth, t.server.url)).not.toBe(403);
  });
});
