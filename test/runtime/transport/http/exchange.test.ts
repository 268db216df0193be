import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { Agent, type Dispatcher } from "undici";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { exchange } from "../../../../src/runtime/transport/http/exchange.js";

// As Bun has it: its `fetch` takes any dispatcher, and leaves it alone.
vi.mock("undici", async (original) => {
  const undici = await original<typeof import("undici")>();
  const fetch = (url: string, init: object) => undici.fetch(url, { ...init, dispatcher: agent });
  return { ...undici, default: { ...undici, fetch } };
});

const TEXT = "grüße ".repeat(200);
const agent = new Agent({ connections: 1 });
const open: Server[] = [];
afterEach(() => open.splice(0).forEach((server) => void server.close()));
afterAll(() => agent.destroy());

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  open.push(server);
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp?a=b#c`;
}

it.each<[string, Buffer]>([
  ["", Buffer.from(TEXT)],
  ["gzip", gzipSync(TEXT)],
  ["x-gzip", gzipSync(TEXT)],
  ["deflate", deflateSync(TEXT)],
  ["deflate", deflateRawSync(TEXT)],
  ["br", brotliCompressSync(TEXT)],
  ["deflate, GZIP", gzipSync(deflateSync(TEXT))],
])("a body in the coding %j is unpacked", async (coding, body) => {
  const url = await serve((_, response) =>
    response.writeHead(200, coding === "" ? {} : { "content-encoding": coding }).end(body),
  );
  const response = await exchange(agent, url, {});
  expect(await response.text()).toBe(TEXT);
});

describe("as fetch has it", () => {
  let ways: [string, (url: string, init: RequestInit) => Promise<Response>][];
  beforeAll(() => {
    ways = [
      ["ours", (url, init) => exchange(agent, url, init)],
      ["where a dispatcher dispatches nothing", (url, init) => exchange({} as Dispatcher, url, init)],
      ["fetch", (url, init) => fetch(url, { redirect: "manual", ...init })],
    ];
  });

  it.each<[string, RequestListener, RequestInit, (response: Response) => unknown]>([
    [
      "status and headers",
      (_, to) =>
        to.writeHead(404, "Gone Fishing", { "x-a": ["1", "2"], "set-cookie": ["a=1", "b=2"] }).end("no"),
      {},
      async (it) => [
        it.status,
        it.statusText,
        it.ok,
        it.headers.get("x-a"),
        it.headers.getSetCookie(),
        await it.text(),
      ],
    ],
    [
      "bytes in a header",
      (_, to) =>
        void to.socket?.end(
          "HTTP/1.1 200 OK\r\nx-a: caf\xe9\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
          "latin1",
        ),
      {},
      (it) => it.headers.get("x-a")?.length,
    ],
    ["no body", (_, to) => to.writeHead(204).end(), {}, (it) => it.body],
    [
      "the answer to HEAD",
      (_, to) => to.writeHead(200, { "content-length": 9 }).end(),
      { method: "HEAD" },
      (it) => it.body,
    ],
    ["a mark of the encoding", (_, to) => to.end("\ufeffhi"), {}, (it) => it.text()],
    [
      "a redirect",
      (_, to) => to.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
      {},
      (it) => [it.status, it.headers.get("location"), it.redirected],
    ],
    ["bytes", (_, to) => to.end("hi"), {}, async (it) => [...new Uint8Array(await it.arrayBuffer())]],
    ["a blob", (_, to) => to.end("hi"), {}, async (it) => (await it.blob()).text()],
    [
      "the answer of a form",
      (_, to) => to.writeHead(200, { "content-type": "application/x-www-form-urlencoded" }).end("a=b+c"),
      {},
      async (it) => (await it.formData()).get("a"),
    ],
    ["a form", echo, { method: "POST", body: new URLSearchParams({ a: "b c" }) }, (it) => it.text()],
    ["a path", (from, to) => to.end(from.url), {}, (it) => it.text()],
    [
      "a body that is read twice",
      (_, to) => to.end("hi"),
      {},
      async (it) => [await it.text(), await it.text().catch((e: Error) => e.name)],
    ],
    [
      "a copy",
      (_, to) => to.end("hi"),
      {},
      async (it) => [await it.clone().text(), await it.json().catch((e: Error) => e.name)],
    ],
    [
      "an early hint",
      (_, to) => (to.writeEarlyHints({ link: "</a>; rel=preload" }), to.end("hi")),
      {},
      (it) => it.text(),
    ],
    [
      "a body that breaks off",
      (_, to) => void to.writeHead(200, { "content-length": 9 }).write("hi", () => to.destroy()),
      {},
      (it) => it.text().catch((error: Error) => [error.name, error.message]),
    ],
  ])("%s", async (_, listener, init, look) => {
    const url = await serve(listener);
    const seen: [string, unknown][] = [];
    for (const [name, send] of ways) seen.push([name, await look(await send(url, init))]);
    expect(seen).toEqual(ways.map(([name]) => [name, seen.at(-1)?.[1]]));
  });

  it("rejects after an abort before the headers, and within the body", async () => {
    const url = await serve((_, to) => void to.writeHead(200).write("hi"));
    for (const [name, send] of ways) {
      const left = new AbortController();
      await expect(send(url, { signal: AbortSignal.abort(new Error("left")) }), name).rejects.toThrow("left");
      const response = await send(url, { signal: left.signal });
      const text = response.text();
      left.abort(new Error("left"));
      await expect(text, name).rejects.toThrow("left");
    }
  });

  it("rejects after an abort while the connection is being made", async () => {
    const dials: (() => void)[] = [];
    const dialling = new Agent({
      connect: (_, done) => void dials.push(() => done(new Error("late"), null)),
    });
    const left = new AbortController();
    const response = exchange(dialling, "http://127.0.0.1:1/", { signal: left.signal });
    setTimeout(() => left.abort(new Error("left")), 10);
    await expect(response).rejects.toThrow("left");
    for (const end of dials) end();
    await dialling.destroy();
  });

  it("a server that is not there", async () => {
    for (const [name, send] of ways) {
      const error = await send("http://127.0.0.1:1/", {}).catch((thrown: unknown) => thrown);
      expect((error as Error).message, name).toMatch(/fetch failed|bad port/);
    }
  });
});

it.each([
  ["keeps the connection where the rest is short", "ok", 1],
  ["ends the connection where the rest may be long", "x".repeat(1 << 20), 2],
])("an unread body %s", async (_, body, connections) => {
  const ports = new Set<number>();
  const url = await serve((from, to) => {
    ports.add(from.socket.remotePort ?? 0);
    to.writeHead(200, { "content-length": body.length }).write("o");
    setTimeout(() => to.end(body.slice(1)), 50);
  });
  const one = new Agent({ connections: 1 });
  for (let i = 0; i < 2; i++) await (await exchange(one, url, {})).body?.cancel();
  await one.destroy();
  expect(ports.size).toBe(connections);
});

it("slows the server down to the speed of the reader", async () => {
  let sent = 0;
  const url = await serve((_, to) => {
    const more = (): void => {
      while (sent < 1 << 26 && to.write(Buffer.alloc(1 << 16))) sent += 1 << 16;
    };
    to.on("drain", more);
    more();
  });
  const reader = (await exchange(agent, url, {})).body?.getReader();
  await reader?.read();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(sent).toBeLessThan(1 << 25);
  await reader?.cancel();
});

function echo(from: Parameters<RequestListener>[0], to: Parameters<RequestListener>[1]): void {
  let text = String(from.headers["content-type"]);
  from.on("data", (part) => (text += String(part))).on("end", () => to.end(text));
}
