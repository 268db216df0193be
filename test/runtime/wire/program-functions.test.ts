import { describe, expect, it, onTestFinished } from "vitest";
import { Client, type ClientOptions, ConfigurationError } from "../../../src/runtime/index.js";
import { json } from "../support/http-server.js";
import { type Era, eras, result, wireServer } from "./server.js";

/** A function of the program that fails while `state.failing`, and answers else. */
interface State {
  failing: boolean;
}

const gone = new Error("the vault is sealed");

/** Ways to fail. A promise of another realm, or of a library, is no `Promise` of ours. */
const ways: readonly (readonly [string, () => unknown])[] = [
  [
    "throws",
    () => {
      throw gone;
    },
  ],
  ["rejects", () => Promise.reject(gone)],
  ["rejects later", () => ({ then: (_: unknown, reject: (error: Error) => void) => reject(gone) })],
];

/** Options of a client, and headers of its target. */
type Given = ClientOptions & { readonly headers?: () => Record<string, string> };
type Fallible = <T>(answer: T) => () => T;

/** Each option that holds a function which a request needs. */
const options: readonly (readonly [string, (fallible: Fallible) => Given])[] = [
  ["headers", (f) => ({ headers: f({ "x-key": "k" }) })],
  ["auth", (f) => ({ auth: f("token") })],
  ["auth.token", (f) => ({ auth: { token: async () => f("token")() } })],
  ["auth.tokens", (f) => ({ auth: sdkProvider(f) as unknown as Exclude<ClientOptions["auth"], undefined> })],
  ["subject", (f) => ({ subject: f("ann") })],
  ["cache.partition", (f) => ({ cache: { tools: { t: 60_000 }, partition: f("tenant") } })],
];

/** As much of an `OAuthClientProvider` as a request with tokens needs. */
function sdkProvider(f: Fallible): object {
  return {
    redirectUrl: undefined,
    clientMetadata: { redirect_uris: [] },
    clientInformation: () => ({ client_id: "c" }),
    tokens: f({ access_token: "token", token_type: "Bearer" }),
  };
}

async function slowServer(era: Era): Promise<{ readonly url: string }> {
  return wireServer(era, ({ message }, response, id) => {
    const slow = (message?.params?.["arguments"] as { slow?: boolean } | undefined)?.slow === true;
    const answer = { ...result, resultType: "complete", ttlMs: 0, cacheScope: "private" };
    setTimeout(() => json(response, 200, { jsonrpc: "2.0", id, result: answer }), slow ? 300 : 0);
  });
}

describe.each(eras)("a function of the program in the %s era", (era) => {
  describe.each(ways)("that %s", (_, failure) => {
    it.each(options)("in `%s` fails only the request that it was asked for", async (option, make) => {
      const server = await slowServer(era);
      const state: State = { failing: false };
      const fallible: Fallible = (answer) => () => (state.failing ? (failure() as typeof answer) : answer);
      const { headers, ...given } = make(fallible);
      const own: ClientOptions = { name: "weather", timeoutMs: 10_000, ...given };
      const client = await Client.connect({ url: server.url, ...(headers && { headers }) }, own);
      onTestFinished(() => client.close());
      const neighbour = client.callTool("t", { slow: true });
      await new Promise((resolve) => setTimeout(resolve, 100));
      state.failing = true;
      const error: unknown = await client.callTool("t", { n: 1 }).then(undefined, (e: unknown) => e);
      state.failing = false;
      expect(error).toBeInstanceOf(ConfigurationError);
      expect(error).toMatchObject({ server: "weather", cause: gone });
      expect((error as Error).message).toContain(
        `The function \`${option}\` for "weather" failed: the vault is sealed.`,
      );
      expect((await neighbour).content.text).toBe("fine");
      expect((await client.callTool("t", { n: 2 })).content.text).toBe("fine");
    });
  });
});

it.each(["policy", "affinity"] as const)(
  "a `balance.%s` that throws fails only its request",
  async (option) => {
    const servers = [await slowServer("legacy"), await slowServer("legacy")];
    let failing = false;
    const fallible = (): never => {
      if (failing) throw gone;
      return (option === "policy" ? 0 : "key") as never;
    };
    const [first, second] = servers.map(({ url }) => url) as [string, string];
    const own: ClientOptions = {
      name: "weather",
      replicas: [second],
      balance: { [option]: fallible, verify: false },
    };
    const client = await Client.connect(first, own);
    onTestFinished(() => client.close());
    const neighbour = client.callTool("t", { slow: true });
    await new Promise((resolve) => setTimeout(resolve, 100));
    failing = true;
    const error: unknown = await client.callTool("t").then(undefined, (e: unknown) => e);
    failing = false;
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error).toMatchObject({ server: "weather", cause: gone });
    expect((error as Error).message).toContain(`The function \`balance.${option}\` for "weather" failed`);
    expect((await neighbour).content.text).toBe("fine");
    expect((await client.callTool("t")).content.text).toBe("fine");
  },
);
