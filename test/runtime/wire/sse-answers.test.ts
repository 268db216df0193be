import type { ServerResponse } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { httpServer, json } from "../support/http-server.js";
import { connect, outcome, result } from "./server.js";

/** How a server of HTTP with SSE (MCP 2024-11-05) goes its own way. */
interface Ways {
  readonly type?: string;
  readonly opening?: string;
  readonly endpoint?: string;
  /** The text of a message on the stream. Default: a tidy event. */
  readonly event?: (text: string) => string;
  /** HTTP status of the answer to a notification. Default 202. */
  readonly told?: number;
  /** Answers the POST of a message; `tell` puts the answer onto the stream. */
  readonly post?: (response: ServerResponse, answer: object, tell: () => void, called: boolean) => void;
}

const tidyEvent = (text: string): string => `event: message\ndata: ${text}\n\n`;
const accepted: NonNullable<Ways["post"]> = (response, _, tell) => (response.writeHead(202).end(), tell());

const initialized = {
  protocolVersion: "2024-11-05",
  capabilities: { tools: {} },
  serverInfo: { name: "old", version: "1" },
};

async function oldServer(ways: Ways): Promise<string> {
  const { type = "text/event-stream", opening = "", endpoint = "/post", event = tidyEvent } = ways;
  let stream: ServerResponse | undefined;
  const server = await httpServer(({ method, message }, response) => {
    if (method === "GET") {
      stream = response.writeHead(200, type === "" ? {} : { "content-type": type });
      response.write(`${opening}event: endpoint\ndata: ${endpoint}\n\n`);
    } else if (message?.id === undefined) response.writeHead(ways.told ?? 202).end();
    else {
      const called = message.method === "tools/call";
      const answer = { jsonrpc: "2.0", id: message.id, result: called ? result : initialized };
      (ways.post ?? accepted)(response, answer, () => stream?.write(event(JSON.stringify(answer))), called);
    }
  });
  onTestFinished(() => server.close());
  return server.url;
}

const body =
  (status: number, type: string, make: (answer: object) => string): NonNullable<Ways["post"]> =>
  (response, answer) =>
    void response.writeHead(status, { "content-type": type }).end(make(answer));
const refusal =
  (status: number, text: string): NonNullable<Ways["post"]> =>
  (response, answer, tell, called) =>
    called ? response.writeHead(status).end(text) : accepted(response, answer, tell, called);
const notFine = JSON.stringify({ jsonrpc: "2.0", id: null, error: { code: -32602, message: "bad city" } });

describe("a server of HTTP with SSE", () => {
  it.each<readonly [string, Ways, unknown]>([
    ["as the specification has it", {}, "fine"],
    ["that begins with a mark and comments", { opening: "\uFEFF: hi\n\nevent: ping\ndata: {}\n\n" }, "fine"],
    ["whose endpoint is relative", { endpoint: "post?session=1" }, "fine"],
    ["whose endpoint stands between spaces", { endpoint: "  /post  " }, "fine"],
    ["that declares no type", { type: "" }, "fine"],
    ["that declares bytes", { type: "application/octet-stream" }, "fine"],
    [
      "whose events have names of their own",
      { event: (text) => `event: response\ndata: ${text}\n\n` },
      "fine",
    ],
    ["whose events have no name", { event: (text) => `data: ${text}\n\n` }, "fine"],
    ["whose events are JSON without a field", { event: (text) => `${text}\n\n` }, "fine"],
    ["whose lines end at CR", { event: (text) => `event: message\rdata: ${text}\r\r` }, "fine"],
    ["that answers a batch", { event: (text) => tidyEvent(`[${text}]`) }, "fine"],
    ["that answers in the POST", { post: body(200, "application/json", JSON.stringify) }, "fine"],
    [
      "that answers in the POST, as an event",
      { post: body(200, "text/event-stream", (it) => tidyEvent(JSON.stringify(it))) },
      "fine",
    ],
    [
      "that answers in both places",
      { post: (response, answer, tell) => (json(response, 200, answer), tell()) },
      "fine",
    ],
    [
      "that says something else in the POST",
      { post: (response, _, tell) => (json(response, 200, { ok: true }), tell()) },
      "fine",
    ],
    [
      "whose answer to the POST never ends",
      { post: (response, _, tell) => (response.writeHead(202).flushHeaders(), tell()) },
      "fine",
    ],
    [
      "that answers before the POST is accepted",
      { post: (response, _, tell) => (tell(), setTimeout(() => response.writeHead(202).end(), 50)) },
      "fine",
    ],
    ...[400, 401, 403, 500].map(
      (told) => [`that refuses notifications, HTTP ${told}`, { told }, "fine"] as const,
    ),
    ...[504, 524].map(
      (status) =>
        [
          `whose gateway gives up the POST before the answer, HTTP ${status}`,
          { post: (response, _, tell) => (response.writeHead(status).end(), setTimeout(tell, 20)) },
          "fine",
        ] as const satisfies readonly [string, Ways, unknown],
    ),
    [
      "that refuses with 504 and an error",
      { post: refusal(504, notFine) },
      { code: "MCP_ERROR", rpcCode: -32602, message: "bad city", status: 504 },
    ],
    [
      "that refuses without credentials",
      { post: refusal(401, "log in") },
      { code: "HTTP_ERROR", status: 401, body: "log in" },
    ],
    [
      "that refuses with an error in HTTP 400",
      { post: refusal(400, notFine) },
      { code: "MCP_ERROR", rpcCode: -32602, message: "bad city", status: 400 },
    ],
    [
      "that refuses with an error in HTTP 500",
      { post: refusal(500, notFine) },
      { code: "MCP_ERROR", rpcCode: -32602, message: "bad city", status: 500 },
    ],
    [
      "that refuses with a text",
      { post: refusal(404, "Could not find session") },
      { code: "HTTP_ERROR", status: 404, body: "Could not find session" },
    ],
    [
      "that hangs up on a POST",
      {
        post: (response, answer, tell, called) =>
          called ? void response.destroy() : accepted(response, answer, tell, called),
      },
      { code: "CONNECTION_CLOSED" },
    ],
  ])("%s", async (_, ways, want) => {
    const client = await connect({ url: await oldServer(ways), type: "sse" });
    const came = await outcome(client);
    if (typeof want === "string") expect(came).toBe(want);
    else expect(came).toMatchObject(want as object);
  });

  it("that sends a page in place of its stream gets an error that says so", async () => {
    const url = await oldServer({ type: "text/html; charset=utf-8" });
    await expect(connect({ url, type: "sse" })).rejects.toMatchObject({
      message: expect.stringContaining('its event stream with "text/html; charset=utf-8"') as string,
    });
  });

  it("that ends its stream during a call gets an error that says so", async () => {
    let stream: ServerResponse | undefined;
    const server = await httpServer(({ method, message }, response) => {
      if (method === "GET") {
        stream = response.writeHead(200, { "content-type": "text/event-stream" });
        response.write("event: endpoint\ndata: /post\n\n");
        return;
      }
      response.writeHead(202).end();
      if (message?.method === "tools/call") stream?.destroy();
      else if (message?.id !== undefined)
        stream?.write(tidyEvent(JSON.stringify({ jsonrpc: "2.0", id: message.id, result: initialized })));
    });
    onTestFinished(() => server.close());
    expect(await outcome(await connect({ url: server.url, type: "sse" }))).toMatchObject({
      code: "CONNECTION_CLOSED",
      message: expect.stringContaining("The server ended its event stream.") as string,
    });
  });
});
