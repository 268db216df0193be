// The server of the benchmarks: as little work as a server can do. `server.mjs stdio`, or `server.mjs http` (prints its URL).
import { createServer } from "node:http";
import { createInterface } from "node:readline";

const CONTENT = { content: [{ type: "text", text: "8" }] };
const INITIALIZED = {
  protocolVersion: "2025-11-25",
  capabilities: { tools: {} },
  serverInfo: { name: "bench", version: "1" },
};

function resultOf({ method, params }) {
  if (method === "initialize") return INITIALIZED;
  if (method === "tools/list") return { tools: [{ name: "add", inputSchema: { type: "object" } }] };
  if (method !== "tools/call") return {};
  const size = params.arguments.bytes;
  return size === undefined ? CONTENT : { content: [{ type: "text", text: "x".repeat(size) }] };
}

if (process.argv[2] === "stdio") {
  createInterface({ input: process.stdin }).on("line", (line) => {
    const message = JSON.parse(line);
    if (message.id === undefined) return;
    const known = ["initialize", "tools/list", "tools/call", "ping"].includes(message.method);
    const answer = known
      ? { result: resultOf(message) }
      : { error: { code: -32601, message: "Method not found" } };
    process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id: message.id, ...answer })}\n`);
  });
} else {
  const server = createServer((request, response) => {
    if (request.method !== "POST") return response.writeHead(405).end();
    let body = "";
    request
      .on("data", (chunk) => (body += chunk))
      .on("end", () => {
        const message = JSON.parse(body);
        if (message.id === undefined) return response.writeHead(202).end();
        if (message.method === "server/discover") return response.writeHead(400).end();
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify({ jsonrpc: "2.0", id: message.id, result: resultOf(message) }));
      });
  });
  // idle sockets are no part of what a client holds
  if (process.env.FMCP_BENCH_IDLE_MS) server.keepAliveTimeout = Number(process.env.FMCP_BENCH_IDLE_MS);
  server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/mcp`));
}
