import { describe, expect, it } from "vitest";
import { boundBody } from "../../../../src/runtime/transport/http/bounded-body.js";
import { reconnectGently } from "../../../../src/runtime/transport/http/reconnect.js";
import { retryAfterMs } from "../../../../src/runtime/transport/http/retry-after.js";

describe("boundBody", () => {
  /** A response of these chunks, read to its end. */
  async function read(chunks: readonly string[], limit: number, type: string): Promise<string> {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
        controller.close();
      },
    });
    const response = new Response(body, { headers: { "content-type": type } });
    return boundBody(response, limit, () => new Error("too large")).text();
  }

  it.each([
    ["at the limit", ["ab", "cd"], "application/json", true],
    ["over it", ["ab", "cde"], "application/json", false],
    ["over it in bytes", ["a€€"], "text/plain", false],
    ["events at the limit", ["abcd\n\nabcd\n\n", "abcd\n", "\n"], "text/event-stream; charset=utf-8", true],
    ["events with CRLF", ["ab\r\ncd\r\n\r\nab\r", "\ncd\r\n", "\r\n"], "text/event-stream", true],
    ["events with CR", ["ab\rcd\r\rabcd\r\r"], "text/event-stream", true],
    ["an event over it", ["abcd\n\n", "abc\n", "de\n\n"], "text/event-stream", false],
    ["an event that never ends", ["ab\n", "cd\n", "e"], "text/event-stream", false],
  ])("%s", async (_, chunks, type, passes) => {
    const reading = read(chunks, 4, type);
    if (passes) expect(await reading).toBe(chunks.join(""));
    else await expect(reading).rejects.toThrow("too large");
  });

  it("wherever the stream is cut, the same events pass", async () => {
    const text = "ab\r\n\r\nc\n\nabcd\r\rabc\nd\r\n\r\n";
    for (let cut = 0; cut <= text.length; cut++) {
      expect(await read([text.slice(0, cut), text.slice(cut)], 4, "text/event-stream")).toBe(text);
      await expect(
        read([text.slice(0, cut), `${text.slice(cut)}abcde`], 4, "text/event-stream"),
      ).rejects.toThrow("too large");
    }
  });

  it("keeps status, headers and what has no body", () => {
    const response = boundBody(new Response("x", { status: 404, headers: { a: "b" } }), 4, () => new Error());
    expect([response.status, response.headers.get("a")]).toEqual([404, "b"]);
    const empty = new Response(null, { status: 202 });
    expect(boundBody(empty, 4, () => new Error())).toBe(empty);
  });
});

describe("retryAfterMs", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  it.each([
    [null, undefined],
    ["", undefined],
    ["soon", undefined],
    ["0", 0],
    [" 120 ", 120_000],
    ["-5", 0],
    ["Thu, 01 Jan 2026 00:00:10 GMT", 10_000],
    ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
  ])("%j → %j", (value, want) => {
    expect(retryAfterMs(value, now)).toBe(want);
  });
});

it("reconnectGently waits twice as long after each end, and starts anew behind a stream that lasted", () => {
  let now = 0;
  const waits: number[] = [];
  const original = globalThis.setTimeout;
  globalThis.setTimeout = ((_: unknown, ms: number) => (
    waits.push(ms),
    { unref: () => ({}) }
  )) as unknown as typeof setTimeout;
  try {
    const schedule = reconnectGently(() => now);
    for (let i = 0; i < 7; i++) schedule(() => undefined, 20, 0);
    now += 61_000;
    schedule(() => undefined, 20, 0);
    schedule(() => undefined, 9_000, 0);
  } finally {
    globalThis.setTimeout = original;
  }
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 1_000, 9_000]);
});
