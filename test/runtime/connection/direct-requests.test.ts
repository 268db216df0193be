import { describe, expect, it } from "vitest";
import type { JSONRPCMessage } from "@modelcontextprotocol/client";
import { DirectRequests } from "../../../src/runtime/connection/direct-requests.js";

type Sent = JSONRPCMessage & { readonly id?: number; readonly method?: string; readonly params?: unknown };

function requests(send: (message: Sent) => Promise<void> = () => Promise.resolve()): {
  readonly direct: DirectRequests;
  readonly sent: Sent[];
} {
  const sent: Sent[] = [];
  const direct = new DirectRequests((message) => {
    sent.push(message as Sent);
    return send(message as Sent);
  });
  return { direct, sent };
}

describe("a request past the SDK", () => {
  it("is one message, and returns the result as received", async () => {
    const { direct, sent } = requests();
    const result = direct.request("tools/call", { name: "t" }, {});
    expect(sent).toEqual([{ jsonrpc: "2.0", id: 0, method: "tools/call", params: { name: "t" } }]);
    expect(direct.settle({ jsonrpc: "2.0", id: 0, result: [1] } as never)).toBe(true);
    expect(await result).toEqual([1]);
  });

  it.each([
    [{ jsonrpc: "2.0", id: 7, result: {} }],
    [{ jsonrpc: "2.0", method: "notifications/progress" }],
    [{ jsonrpc: "2.0", id: 0, method: "ping" }],
  ])("is not answered by %j", async (message) => {
    const { direct } = requests();
    const result = direct.request("tools/call", {}, {});
    expect(direct.settle(message as never)).toBe(false);
    direct.settle({ jsonrpc: "2.0", id: 0, result: {} });
    await result;
    expect(direct.settle({ jsonrpc: "2.0", id: 0, result: {} })).toBe(false);
  });

  it("fails with the error of the server", async () => {
    const { direct } = requests();
    const result = direct.request("tools/call", {}, {});
    direct.settle({ jsonrpc: "2.0", id: 0, error: { code: -1, message: "no", data: { a: 1 } } });
    await expect(result).rejects.toMatchObject({ code: -1, message: "no", data: { a: 1 } });
  });

  it("never uses an id of the SDK", () => {
    const { direct, sent } = requests();
    direct.reserve(4);
    direct.reserve("a");
    direct.reserve(2);
    void direct.request("tools/call", {}, {});
    expect(sent[0]?.id).toBe(5);
  });

  it.each<[string, () => { signal?: AbortSignal; timeoutMs?: number }, object, string]>([
    ["is left", () => ({ signal: AbortSignal.timeout(10) }), { name: "TimeoutError" }, "TimeoutError"],
    ["takes too long", () => ({ timeoutMs: 10 }), { code: "REQUEST_TIMEOUT" }, "Request timed out"],
  ])("that %s is cancelled on the server", async (_, options, error, reason) => {
    const { direct, sent } = requests();
    await expect(direct.request("tools/call", {}, options())).rejects.toMatchObject(error);
    expect(sent[1]).toMatchObject({
      method: "notifications/cancelled",
      params: { requestId: 0, reason: expect.stringContaining(reason) as string },
    });
  });

  it.each([Infinity, 2 ** 31, 0])("waits where the limit is %d ms", async (timeoutMs) => {
    const { direct } = requests();
    const result = direct.request("tools/call", {}, { timeoutMs });
    await new Promise((resolve) => setTimeout(resolve, 20));
    direct.settle({ jsonrpc: "2.0", id: 0, result: {} });
    expect(await result).toEqual({});
  });

  it("fails with the error of sending it, and is not cancelled then", async () => {
    const { direct, sent } = requests(() => Promise.reject(new Error("no pipe")));
    await expect(direct.request("tools/call", {}, { timeoutMs: 20 })).rejects.toThrow("no pipe");
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(sent).toHaveLength(1);
  });

  it("fails when the connection closes, and is not sent after that", async () => {
    const { direct, sent } = requests();
    const result = direct.request("tools/call", {}, {});
    direct.close();
    await expect(result).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
    await expect(direct.request("tools/call", {}, {})).rejects.toMatchObject({ code: "NOT_CONNECTED" });
    expect(sent).toHaveLength(1);
  });
});
