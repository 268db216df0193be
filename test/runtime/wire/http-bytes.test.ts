import type { ServerResponse } from "node:http";
import { setImmediate as turn } from "node:timers/promises";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { connect, eras, outcome, wireServer } from "./server.js";

const TEXT = "fine é€😀 \u2028 done";
const answer = (id: unknown): string =>
  JSON.stringify({ jsonrpc: "2.0", id, result: { content: [{ type: "text", text: TEXT }] } });

const kinds = [
  ["application/json", answer],
  ["text/event-stream", (id: unknown) => `event: message\nid: é1\ndata: ${answer(id)}\n\n`],
] as const;

const encodings = [
  ["identity", (body: Buffer) => body],
  ["gzip", gzipSync],
  ["br", brotliCompressSync],
  ["deflate", deflateSync],
] as const;

/** Writes every byte as a chunk of its own. */
async function drip(response: ServerResponse, body: Buffer): Promise<void> {
  for (const byte of body) {
    response.write(Buffer.of(byte));
    await turn();
  }
  response.end();
}

/** Writes an interim answer in front of the answer, every byte by itself. */
async function interimByByte({ socket }: ServerResponse, text: string): Promise<void> {
  for (const byte of Buffer.from(text)) {
    socket?.write(Buffer.of(byte));
    await turn();
  }
}

const rows = kinds.flatMap(([type, body]) =>
  encodings.flatMap(([encoding, encode]) =>
    (["at once", "byte by byte"] as const).map((how) => ({ type, body, encoding, encode, how })),
  ),
);

describe.each(eras)("an answer is read, %s:", (era) => {
  it.each(rows)("$type, $encoding, $how", async ({ type, body, encoding, encode, how }) => {
    const server = await wireServer(era, (_, response, id) => {
      const bytes = encode(Buffer.from(body(id)));
      response.writeHead(200, {
        "content-type": type,
        ...(encoding !== "identity" && { "content-encoding": encoding }),
      });
      if (how === "at once") response.end(bytes);
      else void drip(response, bytes);
    });
    expect(await outcome(await connect(server.url))).toBe(TEXT);
  });

  it.each<readonly [string, (answer: string) => string]>([
    ["behind a byte order mark", (text) => `\uFEFFdata: ${text}\n\n`],
    ["with CR", (text) => `event: message\rid: 1\rdata: ${text}\r\r`],
    ["with CRLF", (text) => `event: message\r\nid: 1\r\ndata: ${text}\r\n\r\n`],
    ["with line ends of every kind", (text) => `event: message\rid: 1\ndata: ${text}\r\n\n`],
    ["behind comments", (text) => `: hello\n:\n\n: ${"x".repeat(100_000)}\n\ndata: ${text}\n\n`],
    ["behind a time to retry", (text) => `retry: 5\n\nretry: soon\n\ndata: ${text}\n\n`],
    ["with NUL in its id", (text) => `id: a\0b\ndata: ${text}\n\n`],
    ["with an empty id", (text) => `id\ndata: ${text}\n\n`],
    ["called after a method", (text) => `event: tools/call\ndata: ${text}\n\n`],
    [
      "called `response`, after others that are not messages",
      (text) => `event: ping\ndata: {"at":1}\n\nevent: response\ndata: ${text}\n\n`,
    ],
    ["without the space", (text) => `data:${text}\n\n`],
    ["behind empty lines and empty data", (text) => `\n\n\ndata\n\ndata:\n\ndata: ${text}\n\n`],
    ["with unknown fields", (text) => `foo: bar\nbaz\ndata: ${text}\n\n`],
    ["over several lines of data", (text) => `data: ${text.slice(0, 17)}\ndata: ${text.slice(17)}\n\n`],
  ])("an event %s", async (_, stream) => {
    for (const how of ["at once", "byte by byte"]) {
      const server = await wireServer(era, (_received, response, id) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        const bytes = Buffer.from(stream(answer(id)));
        if (how === "at once" || bytes.length > 10_000) response.end(bytes);
        else void drip(response, bytes);
      });
      expect(await outcome(await connect(server.url))).toBe(TEXT);
    }
  });

  it.each([
    "Application/JSON; Charset=UTF-8",
    "application/json;charset=utf8",
    'application/json; charset="utf-8"',
    "TEXT/EVENT-STREAM;charset=utf-8",
    "text/event-stream ; charset=UTF-8",
    "text/event-stream;",
  ])("of type %s", async (type) => {
    const server = await wireServer(era, (_, response, id) => {
      response.writeHead(200, { "content-type": type });
      response.end(/json/i.test(type) ? answer(id) : `data: ${answer(id)}\n\n`);
    });
    expect(await outcome(await connect(server.url))).toBe(TEXT);
  });

  it.each<readonly [string, (response: ServerResponse) => void | Promise<void>]>([
    ["100, unrequested", (response) => response.writeContinue()],
    [
      "100, twice, then 103",
      (r) => (r.writeContinue(), r.writeContinue(), r.writeEarlyHints({ link: "</a>" })),
    ],
    [
      "100 with headers, byte by byte",
      (r) => interimByByte(r, "HTTP/1.1 100 Continue\r\nServer: old\r\n\r\n"),
    ],
    ["102, twice", (response) => (response.writeProcessing(), response.writeProcessing())],
    ["103", (response) => response.writeEarlyHints({ link: "</style.css>; rel=preload" })],
  ])("behind an interim answer %s", async (_, interim) => {
    const server = await wireServer(era, async (_received, response, id) => {
      await interim(response);
      response.writeHead(200, { "content-type": "application/json" }).end(answer(id));
    });
    expect(await outcome(await connect(server.url))).toBe(TEXT);
  });

  it("over connections that the server closes without a word after each answer", async () => {
    const server = await wireServer(era, (_, response, id) => {
      const { socket } = response;
      response.writeHead(200, { "content-type": "application/json" });
      response.end(answer(id), () => socket?.destroy());
    });
    const client = await connect(server.url);
    for (let round = 0; round < 5; round++) expect(await outcome(client)).toBe(TEXT);
  });

  it.each([
    ["iso-8859-1", "latin1"],
    ['"windows-1252"', "latin1"],
    ["utf-16le", "utf16le"],
    ["no-such-charset", "utf8"],
  ] as const)("in the character set %s", async (charset, encoding) => {
    const server = await wireServer(era, (_, response, id) => {
      const said = { jsonrpc: "2.0", id, result: { content: [{ type: "text", text: "é" }] } };
      response.writeHead(200, { "content-type": `application/json; charset=${charset}` });
      response.end(Buffer.from(JSON.stringify(said), encoding));
    });
    expect(await outcome(await connect(server.url))).toBe("é");
  });

  it("compressed as raw deflate, though that breaks the rule", async () => {
    const server = await wireServer(era, (_, response, id) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "deflate" });
      response.end(deflateRawSync(answer(id)));
    });
    expect(await outcome(await connect(server.url))).toBe(TEXT);
  });
});
