import { describe, expect, it, onTestFinished } from "vitest";
import { Client, type ClientOptions } from "../../../src/runtime/index.js";
import { events, json } from "../support/http-server.js";
import { result, wireServer } from "./server.js";

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const schema = { type: "object", properties: {} };

/** A server whose tool asks the user something and answers after the answer, unless `after` says otherwise. */
async function asking(options: ClientOptions): Promise<Client> {
  let finish: () => void = () => undefined;
  const server = await wireServer("legacy", ({ message }, response, id) => {
    if (message?.method === undefined) {
      json(response, 202);
      return finish();
    }
    finish = () => {
      events(response, { id, result });
      response.end();
    };
    const params = { message: "?", requestedSchema: schema };
    events(response, { id: "q1", method: "elicitation/create", params });
  });
  const client = await Client.connect(server.url, { protocol: "legacy", ...options });
  onTestFinished(() => client.close());
  return client;
}

describe("the deadline of a call", () => {
  const answerAfter = (ms: number) => ({
    elicitation: async () => {
      await sleep(ms);
      return {};
    },
  });

  it.each([
    ["of its own", { timeoutMs: 700 }],
    ["with a signal", { timeoutMs: 700, signal: new AbortController().signal }],
    ["that progress moves", { timeoutMs: 700, resetTimeoutOnProgress: true }],
  ])("%s stands while the user answers", async (_, options) => {
    const client = await asking({ handlers: answerAfter(2_000) });
    expect((await client.callTool("t", {}, options)).content.text).toBe("fine");
  });

  it("is paused no longer than `answerTimeoutMs`", async () => {
    const client = await asking({ handlers: answerAfter(8_000), answerTimeoutMs: 200 });
    await expect(client.callTool("t", {}, { timeoutMs: 500 })).rejects.toMatchObject({ code: "TIMEOUT" });
  });
});

it("aborts a handler's signal when its call has ended", async () => {
  let signal: AbortSignal | undefined;
  const client = await asking({
    handlers: {
      elicitation: async (_, context) => {
        signal = context.signal;
        await sleep(5_000);
        return {};
      },
    },
  });
  const leave = new AbortController();
  const call = client.callTool("t", {}, { signal: leave.signal }).catch(() => undefined);
  await expect.poll(() => signal?.aborted, { timeout: 10_000 }).toBe(false);
  leave.abort();
  await call;
  await expect.poll(() => signal?.aborted, { timeout: 10_000 }).toBe(true);
});
