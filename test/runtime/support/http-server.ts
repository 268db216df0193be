import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a request brought, its body read. */
export interface Received {
  readonly method: string;
  /** The path that was asked for, with its query. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  /** The JSON-RPC message, where there is one. */
  readonly message:
    | { readonly id?: number | string; readonly method?: string; readonly params?: Record<string, unknown> }
    | undefined;
}

export interface TestServer {
  readonly url: string;
  readonly seen: Received[];
  close(): Promise<void>;
}

/** A real HTTP server on loopback that answers with `handle`. */
export async function httpServer(
  handle: (received: Received, response: ServerResponse) => void,
): Promise<TestServer> {
  const seen: Received[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const received: Received = {
        method: request.method ?? "",
        path: request.url ?? "",
        headers: request.headers,
        message: text === "" ? undefined : (JSON.parse(text) as Received["message"]),
      };
      seen.push(received);
      handle(received, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function json(
  response: ServerResponse,
  status: number,
  body?: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

/** Starts an event stream and writes messages to it, in one piece. */
export function events(response: ServerResponse, ...messages: unknown[]): void {
  if (!response.headersSent) response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(
    messages
      .map((message) => `data: ${JSON.stringify({ jsonrpc: "2.0", ...(message as object) })}\n\n`)
      .join(""),
  );
}

/** Answers the handshake of a 2025-11-25 server with tools; true: it was one. */
export function handshake(
  { method, message }: Received,
  response: ServerResponse,
  headers: Record<string, string> = {},
): boolean {
  if (method === "GET" || method === "DELETE") {
    json(response, 405);
    return true;
  }
  const { id } = message ?? {};
  switch (message?.method) {
    case "server/discover":
      json(response, 200, { jsonrpc: "2.0", id, error: { code: -32601, message: "Method not found" } });
      return true;
    case "initialize": {
      const result = {
        protocolVersion: "2025-11-25",
        capabilities: { tools: {} },
        serverInfo: { name: "t", version: "1" },
      };
      json(response, 200, { jsonrpc: "2.0", id, result }, headers);
      return true;
    }
    case "notifications/initialized":
    case "notifications/cancelled":
      json(response, 202);
      return true;
    default:
      return false;
  }
}
