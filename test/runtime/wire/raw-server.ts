import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { WebSocketServer } from "ws";
import type { ClientTarget } from "../../../src/runtime/index.js";
import { type Era, result } from "./server.js";

/** Transports over which a server is heard as it is. `events`: a POST is answered by an event stream. */
export const transports = ["stdio", "websocket", "http", "events"] as const;
export type Transport = (typeof transports)[number];

/** A request of the client. */
export interface Asked {
  readonly id: number;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Writes texts as they are: a line, a frame, an event; over HTTP together one body. */
export type Write = (...texts: readonly string[]) => void;

/** Answers a request; false: the server does it as it should. */
export type Answer = (asked: Asked, write: Write) => boolean;

const relay = fileURLToPath(new URL("./relay.mjs", import.meta.url));
const _meta = { "io.modelcontextprotocol/serverInfo": { name: "raw", version: "1" } };
const cached = { ttlMs: 0, cacheScope: "private", resultType: "complete" };
const discovered = { supportedVersions: ["2026-07-28"], capabilities: { tools: {} }, _meta, ...cached };
const initialized = {
  protocolVersion: "2025-06-18",
  capabilities: { tools: {} },
  serverInfo: { name: "raw", version: "1" },
};

/** What a tidy server answers. */
export function tidy(era: Era, { id, method }: Asked): object {
  const fine = (value: object): object => ({ jsonrpc: "2.0", id, result: value });
  if (method === "server/discover" && era === "modern") return fine(discovered);
  if (method === "initialize" && era === "legacy") return fine(initialized);
  if (method === "tools/list")
    return fine({ tools: [{ name: "t", inputSchema: { type: "object" } }], ...cached });
  if (method === "tools/call") return fine(result);
  if (method === "ping") return fine({});
  return { jsonrpc: "2.0", id, error: { code: -32601, message: "Method not found" } };
}

/** A server that `answer` speaks for, byte for byte, over a real transport. */
export async function rawServer(
  transport: Transport,
  era: Era,
  answer: Answer,
  /** Hears notifications, where a server can answer one: not over HTTP. */
  notified: (method: string, write: Write) => void = () => undefined,
): Promise<ClientTarget> {
  const hear = (text: string, write: Write): boolean => {
    const asked = JSON.parse(text) as Asked;
    if (asked.method === undefined) return false;
    if (asked.id === undefined) return (notified(asked.method, write), false);
    if (!answer(asked, write)) write(JSON.stringify(tidy(era, asked)));
    return true;
  };
  if (transport === "stdio") {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      const write: Write = (...texts) => void socket.write(texts.map((text) => `${text}\n`).join(""));
      createInterface({ input: socket }).on("line", (line) => hear(line, write));
    });
    const port = await listen(server);
    return { command: process.execPath, args: [relay, String(port)], stderr: "ignore", keepAlive: false };
  }
  if (transport === "websocket") {
    const server = createHttpServer();
    new WebSocketServer({ server, handleProtocols: () => "mcp" }).on("connection", (socket) => {
      const write: Write = (...texts) => texts.forEach((text) => socket.send(text));
      socket.on("message", (data: Buffer) => hear(data.toString(), write));
    });
    return `ws://127.0.0.1:${await listen(server)}/mcp`;
  }
  const server = createHttpServer((request, response) => {
    if (request.method !== "POST") return void response.writeHead(405).end();
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const write: Write = (...texts) => {
        const type = transport === "http" ? "application/json" : "text/event-stream";
        response.writeHead(200, { "content-type": type });
        const events = texts.map((text) => `${text.replace(/^/gm, "data: ")}\n\n`);
        response.end(transport === "http" ? texts.join("\n") : events.join(""));
      };
      if (!hear(Buffer.concat(chunks).toString(), write)) response.writeHead(202).end();
    });
  });
  return `http://127.0.0.1:${await listen(server)}/mcp`;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    (server as Partial<{ closeAllConnections(): void }>).closeAllConnections?.();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
