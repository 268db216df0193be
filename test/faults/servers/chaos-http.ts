// A Streamable HTTP server that misbehaves as it is told: over IPC, or for one call by its `fault` argument (`busy,cutSse`: by attempt).
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { answer, ledgerAt, type Request } from "./protocol.js";

/** What goes wrong with one request. `…After`: when the ledger has it already. */
export type HttpFault =
  | "none"
  | "resetBefore"
  | "resetAfter"
  | "busy"
  | "busyAfter"
  | "errorAfter"
  | "cutSse"
  | "cutJson"
  | "emptySse"
  | "slow";

export interface HttpScript {
  readonly ledger?: string;
  /** Share of tool calls that get each fault. */
  readonly rates?: Partial<Record<HttpFault, number>>;
  /** Answers with an event stream. Default false: JSON. */
  readonly sse?: boolean;
  /** Has sessions, and forgets each after so many tool calls. */
  readonly sessionCalls?: number;
  /** Sends so many bytes of the answer to this method, headers included, then ends the connection. */
  readonly cut?: { readonly method: string; readonly bytes: number };
  readonly delayMs?: number;
  /** Fails every request with this status. */
  readonly status?: number;
  readonly version?: string;
}

/** What the server tells its parent. */
export interface HttpReport {
  readonly port?: number;
  readonly toolCalls?: number;
  readonly requests?: number;
}

let script = JSON.parse(process.argv[2] ?? "{}") as HttpScript;
let record = ledgerAt(script.ledger);
let toolCalls = 0;
let requests = 0;
const attempts = new Map<string, number>();
const sessions = new Map<string, number>();

process.on("message", (message: { script?: HttpScript; ask?: true }) => {
  if (message.script !== undefined) {
    script = message.script;
    record = ledgerAt(script.ledger);
  }
  process.send?.({ toolCalls, requests } satisfies HttpReport);
});
process.on("disconnect", () => process.exit(0));

function faultOf(call: Request): HttpFault {
  if (call.method !== "tools/call") return "none";
  const { id, fault: asked } = (call.params?.arguments ?? {}) as { id?: string; fault?: string };
  if (asked !== undefined && id !== undefined) {
    // One fault for each attempt; after the last, all is well.
    const attempt = attempts.get(id) ?? 0;
    attempts.set(id, attempt + 1);
    return (asked.split(",")[attempt] ?? "none") as HttpFault;
  }
  let point = Math.random();
  for (const [fault, rate] of Object.entries(script.rates ?? {})) {
    point -= rate;
    if (point < 0) return fault as HttpFault;
  }
  return "none";
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  requests++;
  if (request.method !== "POST")
    return void response.writeHead(request.method === "DELETE" ? 200 : 405).end();
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const call = JSON.parse(Buffer.concat(chunks).toString()) as Request;
  if (call.method === "tools/call") toolCalls++;
  if (script.status !== undefined) return void response.writeHead(script.status).end("broken");
  if (script.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, script.delayMs));
  const session = sessionOf(call, request, response);
  if (session === false) return;
  reply(call, request, response, session);
}

/** The session id to send, or `false`: it was refused. */
function sessionOf(
  call: Request,
  request: IncomingMessage,
  response: ServerResponse,
): string | undefined | false {
  if (script.sessionCalls === undefined) return undefined;
  if (call.method === "initialize") {
    const id = randomUUID();
    sessions.set(id, script.sessionCalls);
    return id;
  }
  const id = String(request.headers["mcp-session-id"]);
  const left = sessions.get(id);
  if (left === undefined || (call.method === "tools/call" && left <= 0)) {
    sessions.delete(id);
    response.writeHead(404, { "content-type": "text/plain" }).end("Session not found");
    return false;
  }
  if (call.method === "tools/call") sessions.set(id, left - 1);
  return undefined;
}

function reply(
  call: Request,
  request: IncomingMessage,
  response: ServerResponse,
  session: string | undefined,
): void {
  const fault = faultOf(call);
  if (fault === "resetBefore") return void request.socket.resetAndDestroy();
  if (fault === "busy") return void response.writeHead(503, { "retry-after": "0" }).end();
  const body = answer(call, record, script.version);
  if (fault === "resetAfter") return void request.socket.resetAndDestroy();
  if (fault === "busyAfter") return void response.writeHead(503).end();
  if (fault === "errorAfter") return void response.writeHead(500).end();
  if (body === undefined) return void response.writeHead(202).end();
  const sse = script.sse === true || fault === "cutSse" || fault === "emptySse";
  const text = sse ? `event: message\ndata: ${JSON.stringify(body)}\n\n` : JSON.stringify(body);
  const headers = {
    "content-type": sse ? "text/event-stream" : "application/json",
    ...(session === undefined ? {} : { "mcp-session-id": session }),
  };
  if (script.cut?.method === call.method) return cut(text, headers, script.cut.bytes, request);
  if (fault === "emptySse") return void response.writeHead(200, headers).end();
  if (fault === "cutSse" || fault === "cutJson") {
    response.writeHead(200, { ...headers, ...(sse ? {} : { "content-length": text.length }) });
    response.write(text.slice(0, text.length / 2));
    return void setTimeout(() => request.socket.destroy(), 5);
  }
  const send = (): void => void response.writeHead(200, headers).end(text);
  if (fault === "slow") setTimeout(send, 50);
  else send();
}

/** The first bytes of the whole answer as they would stand on the wire, then the end. */
function cut(text: string, headers: Record<string, string>, bytes: number, request: IncomingMessage): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const whole = Buffer.from(
    `HTTP/1.1 200 OK\r\n${lines.join("")}content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
  if (bytes === 0) return void request.socket.destroy();
  request.socket.write(whole.subarray(0, bytes), () => request.socket.destroy());
}

const server = createServer((request, response) => {
  handle(request, response).catch(() => response.destroy());
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () =>
  process.send?.({ port: (server.address() as { port: number }).port } satisfies HttpReport),
);
