import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { TransportSource } from "fmcp-runtime/transport";
import { readMessage } from "./serve-stdio.js";

/** A server that listens. */
export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Hosts and origins that are allowed: pages of other sites must not reach the mock through the user's browser (MCP, Streamable
 * HTTP, security).
 */
const LOCAL = /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** Serves each source at `/KEY/mcp` of 127.0.0.1 over Streamable HTTP: one answer per request, no sessions, no GET stream. */
export async function serveHttp(
  sources: ReadonlyMap<string, TransportSource>,
  port: number,
): Promise<Listening> {
  const server = createServer((request, response) => {
    answer(sources, request, response).catch(() => response.writeHead(500).end());
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  sources: ReadonlyMap<string, TransportSource>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { host = "", origin = host } = request.headers;
  if (!LOCAL.test(host) || !LOCAL.test(origin)) return void response.writeHead(403).end();
  const [, key = ""] = /^\/([^/?]+)\/mcp(?:\?|$)/.exec(request.url ?? "") ?? [];
  const source = sources.get(decodeURIComponent(key));
  if (source === undefined) return void response.writeHead(404).end();
  if (request.method !== "POST") return void response.writeHead(405, { allow: "POST" }).end();
  const read = readMessage(await text(request));
  if ("refusal" in read) return send(response, 400, [read.refusal]);
  if (!("id" in read.message && "method" in read.message)) return void response.writeHead(202).end();
  const { id } = read.message;
  const transport = await source.open({});
  const messages: object[] = [];
  let dropped = false;
  await new Promise<void>((resolve) => {
    transport.onclose = () => {
      dropped = true;
      resolve();
    };
    transport.onmessage = (message) => {
      messages.push(message);
      if ("id" in message && message.id === id && !("method" in message)) resolve();
    };
    void transport.start().then(() => transport.send(read.message));
  });
  if (dropped) return void response.destroy();
  send(response, 200, messages);
}

/** Sends one message as JSON; several, when progress comes first, as events. */
function send(response: ServerResponse, status: number, messages: readonly object[]): void {
  const [only] = messages;
  if (messages.length === 1)
    return void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(only));
  const events = messages.map((message) => `event: message\ndata: ${JSON.stringify(message)}\n\n`);
  response.writeHead(status, { "content-type": "text/event-stream" }).end(events.join(""));
}
