import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { MemoryTokenStore } from "../../../src/runtime/auth/index.js";
import { Client, type CallToolOptions } from "../../../src/runtime/index.js";
import { browser, type Consent } from "./support/browser.js";
import { useParties } from "./support/setup.js";
import { WeatherClient } from "../server-client/weather/client.js";

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

describe("the deadline of a call", () => {
  const outcomeOf = async (
    options: CallToolOptions,
    waitMs: number,
    timeoutMs = 60_000,
  ): Promise<unknown> => {
    const person = browser();
    const client = new WeatherClient({
      target: t.server.url,
      auth: {
        type: "oauth",
        subject: "alice",
        storage: new MemoryTokenStore(),
        callback: { timeoutMs },
        openUrl: async (url: URL) => {
          await sleep(waitMs);
          await person.open(url);
        },
      },
    });
    onTestFinished(() => client.$close());
    return client.$client.callTool("whoami", {}, options).then(
      ({ content }) => content.text,
      (error: unknown) => (error as { code: string }).code,
    );
  };

  it.each<[string, CallToolOptions]>([
    ["of its own", { timeoutMs: 2_000 }],
    ["beside a signal", { timeoutMs: 2_000, signal: new AbortController().signal }],
    ["that progress moves", { timeoutMs: 2_000, resetTimeoutOnProgress: true }],
  ])("%s stands while a person logs in for its connection", async (_, options) => {
    expect(await outcomeOf(options, 3_500)).toBe("you");
  });

  it("is paused no longer than the login may take", async () => {
    expect(await outcomeOf({ timeoutMs: 30_000 }, 20_000, 500)).toBe("AUTH_CALLBACK_TIMEOUT");
  });

  it("is paused while a person grants more during the call", async () => {
    const client = await Client.connect(t.server.url, {
      auth: {
        type: "oauth",
        subject: "alice",
        storage: new MemoryTokenStore(),
        openUrl: async (url: URL) => {
          if (url.searchParams.get("scope")?.includes("write") === true) await sleep(3_500);
          await t.person.open(url);
        },
      },
    });
    onTestFinished(() => client.close());
    t.server.callScope = "write";
    const { content } = await client.callTool("whoami", {}, { timeoutMs: 2_000 });
    expect(content.text).toBe("you");
    expect(t.person.opened).toHaveLength(2);
  });
});
