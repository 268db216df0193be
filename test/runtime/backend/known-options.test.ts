import { describe, expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";

const URL = "http://127.0.0.1:9/mcp";

describe("options of a client", () => {
  it.each<[object, string]>([
    [{ timeout: 5 }, 'Unknown option options.timeout. Did you mean "timeoutMs"? Correct or remove it.'],
    [{ timeoutMS: 5 }, 'Unknown option options.timeoutMS. Did you mean "timeoutMs"? Correct or remove it.'],
    [{ onLog: () => undefined }, "options.onLog. It is a handler: write { handlers: { onLog: … } }."],
    [{ header: {} }, "Unknown option options.header."],
    [{ servers: { "a b": { subjekt: "x" } } }, 'options.servers.a b.subjekt. Did you mean "subject"?'],
    [{ servers: ["odd"] }, "options.servers must be an object of options by server name"],
    [{ servers: { odd: true } }, "options.servers must be an object of options by server name"],
    [{ servers: { a: { name: "x" } } }, "Unknown option options.servers.a.name."],
    [{ retry: { attempt: 2 } }, 'options.retry.attempt. Did you mean "attempts"?'],
    [{ cache: { ttl: 5 } }, 'options.cache.ttl. Did you mean "ttlMs"?'],
    [{ cache: { store: { maxEntrys: 5 } } }, 'options.cache.store.maxEntrys. Did you mean "maxEntries"?'],
  ])("are refused where they are unknown: %j", (options, message) => {
    expect(() => new Client(URL, options as never)).toThrow(
      expect.objectContaining({ code: "CONFIGURATION" }),
    );
    expect(() => new Client(URL, options as never)).toThrow(message);
  });

  it("are refused in `auth`, on the first connection", async () => {
    const auth = { type: "client_credentials", clientID: "a", clientSecret: "b" };
    await using client = new Client(URL, { auth: auth as never });
    await expect(client.connect()).rejects.toThrow('auth has no "clientID". Did you mean "clientId"?');
  });

  it("may be undefined", () => {
    expect(() => new Client(URL, { timeout: undefined } as never)).not.toThrow();
  });
});
