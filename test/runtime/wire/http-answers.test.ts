import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { classify } from "../../../src/runtime/retry/classify.js";
import { json } from "../support/http-server.js";
import { connect, eras, outcome, result, wireServer } from "./server.js";

type Answer = (response: ServerResponse, id: unknown) => void;

const body =
  (make: (id: unknown) => unknown): Answer =>
  (response, id) =>
    json(response, 200, make(id));
const text =
  (status: number, content: string | Buffer, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end(content);
const stream =
  (make: (id: unknown) => string): Answer =>
  (response, id) =>
    response.writeHead(200, { "content-type": "text/event-stream" }).end(make(id));
const named =
  (make: (id: unknown) => string): Answer =>
  (response, id) =>
    response.writeHead(200, { "content-type": "application/json" }).end(make(id));
const NOTE = JSON.stringify({
  jsonrpc: "2.0",
  method: "notifications/message",
  params: { level: "info", data: 1 },
});
const pretty = (id: unknown): string => JSON.stringify({ jsonrpc: "2.0", id, result }, null, 2);
const large = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`x-${i}`, "a".repeat(10_000)]));
const text16: Answer = (response, id) =>
  response
    .writeHead(200, { "content-type": "application/json; charset=utf-16le" })
    .end(Buffer.from(`\uFEFF${answerText(id)}`, "utf16le"));
const answerText = (id: unknown): string => JSON.stringify({ jsonrpc: "2.0", id, result });

describe.each(eras)("an answer over HTTP, %s", (era) => {
  async function ask(answer: Answer): Promise<unknown> {
    const server = await wireServer(era, (_, response, id) => answer(response, id));
    return outcome(await connect(server.url));
  }

  it.each<readonly [string, Answer]>([
    ["with `error: null`", body((id) => ({ jsonrpc: "2.0", id, result, error: null }))],
    ["with `_meta: null`", body((id) => ({ jsonrpc: "2.0", id, result: { ...result, _meta: null } }))],
    ["with an unknown member", body((id) => ({ jsonrpc: "2.0", id, result, timestamp: 1 }))],
    ["with its id as a text", body((id) => ({ jsonrpc: "2.0", id: String(id), result }))],
    ["with another id", body(() => ({ jsonrpc: "2.0", id: 99, result }))],
    ["written as JSON twice", body((id) => answerText(id))],
    ["in UTF-16", text16],
    ["under headers of 60 KiB", (response, id) => json(response, 200, { jsonrpc: "2.0", id, result }, large)],
    ["with the id 0, always", body(() => ({ jsonrpc: "2.0", id: 0, result }))],
    ["without an id", body(() => ({ jsonrpc: "2.0", result }))],
    ["without `jsonrpc`", body((id) => ({ id, result }))],
    ["in a batch", body((id) => [{ jsonrpc: "2.0", id, result }])],
    ["without a content type", (response, id) => response.writeHead(200).end(answerText(id))],
    [
      "as plain text",
      (response, id) => response.writeHead(200, { "content-type": "text/plain" }).end(answerText(id)),
    ],
    ["behind a byte order mark", (response, id) => response.end(`\uFEFF${answerText(id)}`)],
    ["in a stream with CR", stream((id) => `event: message\rdata: ${answerText(id)}\r\r`)],
    ["in a stream that ends too early", stream((id) => `data: ${answerText(id)}`)],
    ["in a stream with another id", stream(() => `data: ${answerText(9999)}\n\n`)],
    [
      "in a stream with another id, behind a notification",
      stream(() => `data: ${NOTE}\n\ndata: ${answerText(9999)}\n\n`),
    ],
    [
      "in a stream with its own id, behind another answer",
      stream((id) => `data: {"jsonrpc":"2.0","id":9999,"result":{}}\n\ndata: ${answerText(id)}\n\n`),
    ],
    ["in a stream with a text as id", stream((id) => `data: ${answerText(String(id))}\n\n`)],
    ["as JSON, called a stream", stream(answerText)],
    ["as JSON over several lines, called a stream", stream((id) => `\n${pretty(id)}`)],
    [
      "as JSON and a line end, in a stream that stays open",
      (response, id) => {
        response.writeHead(200, { "content-type": "text/event-stream" }).write(`${answerText(id)}\n`);
      },
    ],
    ["behind another message, a line each, called a stream", stream((id) => `${NOTE}\n${answerText(id)}\n`)],
    ["as an event, called JSON", named((id) => `event: message\ndata: ${answerText(id)}\n\n`)],
    ["as events, called JSON", named((id) => `: hi\n\ndata: ${NOTE}\n\ndata: ${answerText(id)}`)],
    ["as an event, called nothing", (response, id) => response.end(`data: ${answerText(id)}\n\n`)],
    [
      "after events that are not messages",
      stream((id) => `data: x\n\ndata: {"a":1}\n\ndata: ${answerText(id)}\n\n`),
    ],
  ])("is used %s", async (_, answer) => {
    expect(await ask(answer)).toBe("fine");
  });

  it.each<readonly [string, Answer, object]>([
    [
      "an error with `result: null`",
      body((id) => ({ jsonrpc: "2.0", id, result: null, error: { code: -1, message: "boom" } })),
      { rpcCode: -1, message: "boom" },
    ],
    [
      "an error that is a text",
      body((id) => ({ jsonrpc: "2.0", id, error: "boom" })),
      { rpcCode: -32603, message: "boom" },
    ],
    [
      "an error without an id",
      body(() => ({ jsonrpc: "2.0", id: null, error: { code: -5, message: "boom" } })),
      { rpcCode: -5, message: "boom" },
    ],
    [
      "an error without anything else in a stream",
      stream(() => 'data: {"error":"boom"}\n\n'),
      { rpcCode: -32603, message: "boom" },
    ],
    ...[400, 404, 500].map(
      (status) =>
        [
          `an error with HTTP ${status}`,
          (response: ServerResponse, id: unknown) =>
            json(response, status, {
              jsonrpc: "2.0",
              id,
              error: { code: -32602, message: "bad city", data: { f: 1 } },
            }),
          { rpcCode: -32602, message: "bad city", data: { f: 1 } },
        ] as const,
    ),
    ...[400, 404, 429, 500].map(
      (status) =>
        [
          `an error in an event stream with HTTP ${status}`,
          (response: ServerResponse, id: unknown) => {
            const error = { code: -32042, message: "bad city", data: [1] };
            response.writeHead(status, { "content-type": "text/event-stream" });
            response.end(
              `: hi\n\nevent: message\ndata: ${JSON.stringify({ jsonrpc: "2.0", id, error })}\n\n`,
            );
          },
          { rpcCode: -32042, message: "bad city", data: [1], status },
        ] as const,
    ),
  ])("is an McpError: %s", async (_, answer, want) => {
    expect(await ask(answer)).toMatchObject({ code: "MCP_ERROR", ...want });
  });

  it.each<readonly [string, Answer, RegExp]>([
    ["an empty body", text(200, "", { "content-type": "application/json" }), /HTTP 200 and an empty body/],
    [
      "an HTML page",
      text(200, "<!doctype html><title>Sign in</title>", { "content-type": "text/html" }),
      /an HTML page: Sign in/,
    ],
    [
      "cut JSON",
      text(200, '{"jsonrpc":"2.0","id":', { "content-type": "application/json" }),
      /JSON that is cut or broken/,
    ],
    [
      "cut gzip",
      text(200, gzipSync("x".repeat(500)).subarray(0, 15), {
        "content-type": "application/json",
        "content-encoding": "gzip",
      }),
      /encoding "gzip"/,
    ],
    [
      "an unknown encoding",
      text(200, "\u0001\u0002", { "content-type": "application/json", "content-encoding": "x-own" }),
      /encoding "x-own"/,
    ],
    [
      "an encoding that is not read",
      text(200, Buffer.from("28b52ffd2058", "hex"), {
        "content-type": "application/json",
        "content-encoding": "zstd",
      }),
      /a body in the encoding "zstd", which is not supported: gzip, deflate and br are/,
    ],
    [
      "JSON without a message",
      text(200, '"Session not found"', { "content-type": "application/json" }),
      /Session not found/,
    ],
    [
      "JSON of another kind",
      text(200, '{"detail":"disk full"}', { "content-type": "application/json" }),
      /disk full/,
    ],
    [
      "text",
      text(200, "Service is starting", { "content-type": "text/plain" }),
      /text instead of JSON.*Service is starting/,
    ],
  ])("is a ProtocolError that says what came: %s", async (_, answer, message) => {
    const error = await ask(answer);
    expect(error).toMatchObject({
      code: "PROTOCOL_ERROR",
      message: expect.stringMatching(message) as string,
    });
    expect(classify(error)).toMatchObject({ class: "answered", permanent: true });
  });

  it.each([
    ["a text", "event: error\ndata: upstream exploded\n\n", "Its last output: upstream exploded."],
    [
      "JSON of another kind",
      'event: error\ndata: {"message":"no quota","code":9}\n\n',
      'Its last output: {"message":"no quota","code":9}.',
    ],
    ["nothing", ": hi\n\n", "the response stream ended before the response."],
  ])("that is a stream with %s at its end is quoted", async (_, said, want) => {
    const error = await ask(stream(() => said));
    expect(error).toMatchObject({
      code: "CONNECTION_CLOSED",
      message: expect.stringContaining(want) as string,
    });
  });

  it("fails with a ConnectionClosedError if it is cut off", async () => {
    const error = await ask((response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "500" });
      response.write('{"jsonrpc"', () => response.destroy());
    });
    expect(error).toMatchObject({
      code: "CONNECTION_CLOSED",
      message: expect.stringContaining("closed the connection during its answer") as string,
    });
  });

  it("is never requested again if it cannot be read", async () => {
    const server = await wireServer(era, (_, response) => text(200, "{}")(response, 0));
    const client = await connect(server.url, { retry: true });
    await expect(client.callTool("t", {}, { idempotent: true })).rejects.toMatchObject({
      code: "PROTOCOL_ERROR",
    });
    expect(server.seen.filter(({ message }) => message?.method === "tools/call")).toHaveLength(1);
  });
});

describe.each(eras)("a body of another form than its content type says, %s", (era) => {
  it.each<readonly [string, Answer, string]>([
    ["JSON in an event stream", stream(answerText), "JSON in a body of the type `text/event-stream`"],
    ["JSON over lines in an event stream", stream(pretty), "JSON in a body of the type `text/event-stream`"],
    [
      "events under JSON",
      named((id) => `data: ${answerText(id)}\n\n`),
      "an event stream in a body of another type",
    ],
    [
      "events under JSON, behind a comment",
      named((id) => `: hi\n\nevent: message\ndata: ${answerText(id)}\n\n`),
      "an event stream in a body of another type",
    ],
  ])("is read, and told: %s", async (_, answer, want) => {
    const server = await wireServer(era, (_received, response, id) => answer(response, id));
    const client = await connect(server.url);
    const told: string[] = [];
    client.on("diagnostic", ({ code, message }) => told.push(`${code}: ${message}`));
    expect(await outcome(client)).toBe("fine");
    expect(told).toEqual([expect.stringMatching(/^MESSAGE_REPAIRED: /)]);
    expect(told[0]).toContain(want);
  });
});
