import { describe, expect, it } from "vitest";
import { boundBody } from "../../../../src/runtime/transport/http/bounded-body.js";
import { readEvents } from "../../../../src/runtime/transport/http/event-stream.js";
import { Reconnection } from "../../../../src/runtime/transport/http/reconnect.js";
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
    ["an event stream, which lasts", ["abcd\n\nabcd\n\n"], "text/event-stream; charset=utf-8", true],
  ])("%s", async (_, chunks, type, passes) => {
    const reading = read(chunks, 4, type);
    if (passes) expect(await reading).toBe(chunks.join(""));
    else await expect(reading).rejects.toThrow("too large");
  });

  it("keeps status and headers, and responses without a body", () => {
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

it("Reconnection doubles the wait after each end without an event, and heeds the server's wish", () => {
  const reconnection = new Reconnection();
  const waits = [false, false, false, true, false].map((progressed) => reconnection.waitMs(progressed));
  expect(waits).toEqual([250, 500, 1_000, 250, 500]);
  expect(reconnection.waitMs(false, 5_000)).toBe(5_000);
  expect([0, 100, 60_000].map((wish) => reconnection.waitMs(true, wish))).toEqual([20, 100, 60_000]);
  expect([999_999_999, Infinity].map((wish) => reconnection.waitMs(true, wish))).toEqual([60_000, 60_000]);
  expect(reconnection.waitMs(false, 999_999_999)).toBe(60_000);
  for (let i = 0; i < 20; i++) reconnection.waitMs(false);
  expect(reconnection.waitMs(false)).toBe(30_000);
});

describe("readEvents", () => {
  async function read(chunks: readonly string[], limit = 1_000): Promise<unknown[]> {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
        controller.close();
      },
    });
    const events: unknown[] = [];
    for await (const event of readEvents(body, limit)) events.push(event);
    return events;
  }
  const message = (data: string, more: object = {}) => ({ kind: "event", type: "message", data, ...more });

  it.each<readonly [string, string, readonly object[]]>([
    ["LF", "data: a\n\ndata: b\n\n", [message("a"), message("b")]],
    ["CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", [message("a"), message("b")]],
    ["CR", "data: a\r\rdata: b\r\r", [message("a"), message("b")]],
    ["several lines of data", "data: a\ndata:b\n\n", [message("a\nb")]],
    ["a type", "event: ping\ndata: a\n\n", [{ ...message("a"), type: "ping" }]],
    ["an id without data", "id: e1\n\n", [message("", { id: "e1" })]],
    ["a wait", "retry: 20\n\n", [message("", { retryMs: 20 })]],
    ["comments", ": ping\n\n: x\ndata: a\n\n", [message("a")]],
    ["a byte order mark", "\uFEFFdata: a\n\n", [message("a")]],
    ["no last empty line", "data: a", [message("a")]],
    ["nothing", "", []],
  ])("reads %s, wherever the stream is cut", async (_, text, want) => {
    expect(await read([text])).toEqual(want);
    for (let cut = 0; cut <= text.length; cut++)
      expect(await read([text.slice(0, cut), text.slice(cut)])).toEqual(want);
  });

  it("ends an event at CR CR without waiting for more", async () => {
    let send: (text: string) => void = () => undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void (send = (text) => controller.enqueue(new TextEncoder().encode(text))),
    });
    const events = readEvents(body, 100);
    send("data: a\r\r");
    expect(await events.next()).toEqual({ done: false, value: message("a") });
    await events.return(undefined);
  });

  it("skips an event over the limit, and finds the id in it", async () => {
    const large = `data: {"result":{"id":1,"text":"${"x".repeat(100)}"},"id":7}`;
    expect(await read([`${large}\n\ndata: b\n\n`], 50)).toEqual([
      { kind: "skipped", ids: [7], hasMethod: false },
      message("b"),
    ]);
  });

  it("does not count comments towards an event", async () => {
    expect(await read([`: ${"x".repeat(100)}\ndata: a\n\n`], 50)).toEqual([message("a")]);
  });
});
