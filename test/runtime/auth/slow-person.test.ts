import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { MemoryTokenStore } from "../../../src/runtime/auth/index.js";
import { Client } from "../../../src/runtime/index.js";
import { browser, type Consent } from "./support/browser.js";
import { useParties } from "./support/setup.js";

const t = useParties();

describe("a person who takes longer than the limits of a connection", () => {
  it.each<[Consent, string]>([
    ["accept", "connected"],
    ["deny", "AUTH_DENIED"],
  ])("and then says %s: %s, and one page was shown", async (consent, want) => {
    const person = browser(consent);
    const openUrl = async (url: URL): Promise<void> => {
      await sleep(3_000);
      await person.open(url);
    };
    const auth = { type: "oauth", subject: "alice", storage: new MemoryTokenStore(), openUrl } as const;
    const outcome = await Client.connect(t.server.url, { auth, connectTimeoutMs: 2_500 }).then(
      async (client) => {
        await client.close();
        return "connected";
      },
      (error: unknown) => (error as { code: string }).code,
    );
    expect(outcome).toBe(want);
    expect(person.opened).toHaveLength(1);
  });
});
