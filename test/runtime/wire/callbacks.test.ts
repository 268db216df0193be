import { describe, expect, it, onTestFinished } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { events, json } from "../support/http-server.js";
import { connect, result, wireServer } from "./server.js";

/** Values that a program can throw, and that nothing can be read from. */
const unreadable = {
  getter: () =>
    Object.defineProperty(new Error("hidden"), "message", {
      get() {
        throw new Error("getter");
      },
    }),
  toString: () => ({
    toString() {
      throw new Error("toString");
    },
  }),
  proxy: () =>
    new Proxy(new Error("hidden"), {
      get() {
        throw new Error("get");
      },
      getPrototypeOf() {
        throw new Error("getPrototypeOf");
      },
      ownKeys() {
        throw new Error("ownKeys");
      },
    }),
};

const fail = (kind: string) => (): unknown => {
  const odd = unreadable[kind as keyof typeof unreadable] as (() => Error) | undefined;
  const error = odd?.() ?? new Error("ui gone");
  if (odd !== undefined) throw error;
  if (kind === "throws") throw error;
  // A promise of another realm, or of a library, is no `Promise` of ours.
  if (kind === "rejects later") return { then: (_: unknown, reject: (e: Error) => void) => reject(error) };
  return Promise.reject(error);
};

/** Fails the test where a rejection is left unhandled. */
function watchRejections(): unknown[] {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  process.on("unhandledRejection", note);
  onTestFinished(() => void process.off("unhandledRejection", note));
  return unhandled;
}

const kinds = ["throws", "rejects", "rejects later", ...Object.keys(unreadable)];

describe.each(kinds)("a function of the program that %s", (kind) => {
  it("does not affect calls or other functions", async () => {
    const unhandled = watchRejections();
    const server = await wireServer("legacy", ({ message }, response, id) => {
      if (message?.method === "tools/list")
        return json(response, 200, { jsonrpc: "2.0", id, result: { tools: [null] } });
      const meta = message?.params?.["_meta"] as { progressToken?: unknown } | undefined;
      const progress = { progressToken: meta?.progressToken, progress: 1 };
      events(
        response,
        { method: "notifications/progress", params: progress },
        { method: "notifications/message", params: { level: "info", data: 1 } },
        { method: "notifications/tools/list_changed" },
        { id, result },
      );
      response.end();
    });
    const failing = fail(kind) as () => void;
    const told: string[] = [];
    const client = new Client(server.url, {
      handlers: { onLog: failing, onMessage: failing },
      protocol: "legacy",
    });
    onTestFinished(() => client.close());
    client.onAny(failing);
    client.onAny((event) => void (event.type === "diagnostic" && told.push(event.code)));
    client.onState(failing);
    await client.connect();
    await client.onListChanged("tools", failing);
    await client.listTools({ onDiagnostic: failing });
    expect((await client.callTool("t", {}, { onProgress: failing })).content.text).toBe("fine");
    await client.batch([{ name: "t", args: {} }], { onSettled: failing });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(told).toContain("HANDLER_FAILED");
    expect(unhandled).toEqual([]);
  });
});

describe.each(["sampling", "elicitation", "roots"] as const)("a handler of %s", (kind) => {
  it.each([undefined, null, "gone", 7, ...Object.values(unreadable)])(
    "that rejects with %j is answered as an error",
    async (value) => {
      const method = {
        sampling: "sampling/createMessage",
        elicitation: "elicitation/create",
        roots: "roots/list",
      }[kind];
      const params = {
        sampling: { messages: [], maxTokens: 1 },
        elicitation: { message: "?", requestedSchema: { type: "object", properties: {} } },
        roots: {},
      }[kind];
      let answered: (message: unknown) => void = () => undefined;
      const answer = new Promise((resolve) => (answered = resolve));
      const server = await wireServer("legacy", ({ message }, response) => {
        if (message?.method === "tools/call")
          return events(response, { jsonrpc: "2.0", id: "q", method, params });
        answered(message);
        response.writeHead(202).end();
      });
      const odd = typeof value === "function";
      const failing = () => Promise.reject((odd ? value() : value) as unknown as Error);
      const client = await connect(server.url, { protocol: "legacy", handlers: { [kind]: failing } });
      const call = client.callTool("t", {}, { timeoutMs: 3_000 }).catch(() => undefined);
      const words =
        value === undefined || value === null ? "request failed." : odd ? "cannot be read" : String(value);
      expect(await answer).toMatchObject({
        id: "q",
        error: { code: -32603, message: expect.stringContaining(words) as string },
      });
      await client.close();
      await call;
    },
  );
});

it("combines a burst of list changes into one call", async () => {
  const server = await wireServer("legacy", (_, response, id) => {
    const changed = { method: "notifications/tools/list_changed" };
    events(response, ...Array.from({ length: 500 }, () => changed), { id, result });
    response.end();
  });
  const client = await connect(server.url, { protocol: "legacy" });
  let calls = 0;
  const subscription = await client.onListChanged("tools", () => calls++);
  await client.callTool("t");
  await expect.poll(() => calls, { timeout: 10_000 }).toBe(1);
  await client.callTool("t");
  await expect.poll(() => calls, { timeout: 10_000 }).toBe(2);
  await client.callTool("t");
  await subscription.close();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(calls).toBe(2);
});

it("ends a thousand calls with one signal, without a warning", async () => {
  const warnings: string[] = [];
  const note = ({ name }: Error): void => void warnings.push(name);
  process.on("warning", note);
  onTestFinished(() => void process.off("warning", note));
  const server = await wireServer("legacy", (_, response, id) =>
    setTimeout(() => json(response, 200, { jsonrpc: "2.0", id, result }), 20),
  );
  const client = await connect(server.url, { protocol: "legacy" });
  const { signal } = new AbortController();
  await Promise.all(Array.from({ length: 1_000 }, () => client.callTool("t", {}, { signal })));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(warnings).toEqual([]);
});
