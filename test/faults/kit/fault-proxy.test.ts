import { once } from "node:events";
import { createConnection, createServer } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FaultProxy, type Toxics } from "./fault-proxy.js";

/** A server that answers every connection with a hundred bytes and ends it. */
const server = createServer((socket) => socket.on("error", () => undefined).end("x".repeat(100)));
let proxy: FaultProxy;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  proxy = await FaultProxy.start((server.address() as { port: number }).port);
});
afterAll(async () => {
  await proxy.close();
  server.close();
});

async function fetchThrough(): Promise<{ received: number; error?: string; ms: number }> {
  const started = performance.now();
  const socket = createConnection(proxy.port, "127.0.0.1");
  let received = 0;
  try {
    socket.on("data", (chunk) => (received += chunk.length));
    await text(socket);
    return { received, ms: performance.now() - started };
  } catch (error) {
    return { received, error: String((error as { code?: unknown }).code), ms: performance.now() - started };
  }
}

describe("FaultProxy", () => {
  it.each<[string, Toxics, { received: number; error?: string }, number]>([
    ["does nothing", {}, { received: 100 }, 0],
    ["is down", { down: true }, { received: 0, error: "ECONNREFUSED" }, 0],
    ["comes back", {}, { received: 100 }, 0],
    ["is late", { latencyMs: 60 }, { received: 100 }, 55],
    ["is slow", { bandwidth: 1_000 }, { received: 100 }, 90],
    ["cuts into pieces", { slice: 7 }, { received: 100 }, 0],
    // Node may send the end of the stream just before the reset.
    ["cuts off", { limitData: 40 }, { received: 40 }, 0],
    ["closes late", { slowCloseMs: 60 }, { received: 100 }, 55],
    [
      "swallows, until it resets",
      { blackHole: true, resetAfterMs: 40 },
      { received: 0, error: "ECONNRESET" },
      35,
    ],
  ])("%s", async (_intent, toxics, want, atLeastMs) => {
    await proxy.set(toxics);
    const { ms, ...got } = await fetchThrough();
    expect(got).toMatchObject(want);
    expect(ms).toBeGreaterThanOrEqual(atLeastMs);
  });
});
