import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A request as a fixture server saw it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  /** JSON-RPC method of the body, where there is one. */
  readonly rpc: string | undefined;
}

/** A listening server that ends with the test. */
export interface Listening {
  readonly url: string;
  readonly seen: readonly Seen[];
  readonly server: Server;
}

/** Listens on loopback with `handle`, which gets the parsed body, too. */
export async function listen(
  handle: (
    request: IncomingMessage,
    response: ServerResponse,
    body: { id?: unknown; method?: string; params?: Record<string, unknown> } | undefined,
  ) => unknown,
): Promise<Listening> {
  const seen: Seen[] = [];
  return run((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const body = text === "" ? undefined : (JSON.parse(text) as { id?: unknown; method?: string });
      seen.push({
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        rpc: body?.method,
      });
      void handle(request, response, body);
    });
  }, seen);
}

/** Listens on loopback with a handler of node:http. */
export async function run(listener: RequestListener, seen: readonly Seen[] = []): Promise<Listening> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, server };
}

/** Answers a JSON-RPC request with a result as JSON. */
export function answer(
  response: ServerResponse,
  id: unknown,
  result: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(200, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify({ jsonrpc: "2.0", id, result }));
}

/** The answer of a legacy server to `initialize`. */
export const INITIALIZED = {
  protocolVersion: "2025-11-25",
  capabilities: { tools: {} },
  serverInfo: { name: "fixture", version: "1.0.0" },
};
