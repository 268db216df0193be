import { describe, expect, it, onTestFinished, vi } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { systemClock } from "../../../src/runtime/async/clock.js";
import { rawServer, tidy } from "./raw-server.js";

describe("a server that refuses every notification", () => {
  it.each([
    ["stdio", -32_600, { id: null }],
    ["stdio", -32_601, {}],
    ["stdio", -32_603, {}],
    ["stdio", -32_700, { id: null }],
    ["websocket", -32_000, { id: null }],
  ] as const)("loses no request: %s, %i, %j", async (transport, code, id) => {
    const target = await rawServer(
      transport,
      "legacy",
      (asked, write) => {
        const { name } = asked.params ?? {};
        if (name === "endless") return true;
        if (asked.method !== "tools/list" && name !== "slow") return false;
        setTimeout(() => write(JSON.stringify(tidy("legacy", asked))), 30);
        return true;
      },
      (method, write) => {
        const error = { code, message: `Invalid: ${method}` };
        write(JSON.stringify({ jsonrpc: "2.0", ...id, error }));
      },
    );
    const told: string[] = [];
    await using client = await Client.connect(target, { timeoutMs: 5_000, protocol: "legacy" });
    client.onAny((event) => void (event.type === "diagnostic" && told.push(event.code)));
    expect((await client.listTools()).map(({ name }) => name)).toEqual(["t"]);
    const cancel = new AbortController();
    const cancelled = client.callTool("endless", {}, { signal: cancel.signal }).catch(() => "cancelled");
    const neighbour = client.callTool("slow");
    // Once both are sent, the server refuses the notification while only the neighbour waits.
    await new Promise((resolve) => setTimeout(resolve, 5));
    cancel.abort();
    expect((await neighbour).content.text).toBe("fine");
    expect(await cancelled).toBe("cancelled");
    expect(told).toContain("MESSAGE_REPAIRED");
  });
});

it("fails the only request by an error without an id that no notification can have caused", async () => {
  const target = await rawServer("stdio", "legacy", ({ params }, write) => {
    if (params?.["name"] !== "broken") return false;
    write(JSON.stringify({ jsonrpc: "2.0", id: null, error: { code: -32_603, message: "disk full" } }));
    return true;
  });
  await using client = await Client.connect(target, { timeoutMs: 5_000, protocol: "legacy" });
  await client.listTools();
  await expect(client.callTool("broken")).rejects.toThrow("disk full");
});

it("waits for the answer where an error without an id has a code of the server's own", async () => {
  const target = await rawServer("stdio", "legacy", (asked, write) => {
    if (asked.method !== "tools/call") return false;
    write(JSON.stringify({ jsonrpc: "2.0", id: null, error: { code: -32_000, message: "sync failed" } }));
    setTimeout(() => write(JSON.stringify(tidy("legacy", asked))), 100);
    return true;
  });
  await using client = await Client.connect(target, { timeoutMs: 20_000, protocol: "legacy" });
  await client.listTools();
  expect((await client.callTool("t")).content.text).toBe("fine");
});

it.each(["", "slow"])(
  "fails the only request by an error that a notification may have caused, unless it is answered %s",
  async (name) => {
    const target = await rawServer("stdio", "legacy", (asked, write) => {
      if (asked.method !== "tools/call") return false;
      write(JSON.stringify({ jsonrpc: "2.0", id: null, error: { code: -32_603, message: "disk full" } }));
      if (name === "slow") setTimeout(() => write(JSON.stringify(tidy("legacy", asked))), 300);
      return true;
    });
    const { sleep } = systemClock;
    const faster = vi
      .spyOn(systemClock, "sleep")
      .mockImplementation((ms, ...rest) => sleep(ms / 10, ...rest));
    onTestFinished(() => faster.mockRestore());
    // The first request after `notifications/initialized`: both may be meant.
    await using client = await Client.connect(target, { timeoutMs: 20_000, protocol: "legacy" });
    const answer = client.callTool("t");
    if (name === "slow") expect((await answer).content.text).toBe("fine");
    else await expect(answer).rejects.toThrow("disk full");
  },
);
