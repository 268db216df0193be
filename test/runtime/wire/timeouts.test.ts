import { type AddressInfo, createServer, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { Client, TimeoutError } from "../../../src/runtime/index.js";
import { rawServer, type Transport } from "./raw-server.js";
import { type Era, eras } from "./server.js";

const broken = '{"jsonrpc":"2.0","id":null,"error":{"code":-32603,"message":"database is locked"}}';
const unknown = '{"jsonrpc":"2.0","id":"other","error":{"code":-32603,"message":"no such worker"}}';
const options = { name: "weather", timeoutMs: 20_000 };

async function timeOutOf(transport: Transport, era: Era, text: string): Promise<Error> {
  const target = await rawServer(transport, era, ({ method }, write) => {
    if (method !== "tools/call") return false;
    // a second request waits, so that an error without an id answers neither
    write(text);
    return true;
  });
  const client = await Client.connect(target, options);
  onTestFinished(() => client.close());
  const [error] = await Promise.all(
    [1, 2].map((n) =>
      client.callTool("t", { n }, { timeoutMs: 700 }).then(
        () => new Error("answered"),
        (e: unknown) => e as Error,
      ),
    ),
  );
  return error as Error;
}

describe.each(eras)("a time-out of a call in the %s era", (era) => {
  it.each<readonly [Transport, string, string]>([
    ["stdio", broken, "database is locked"],
    ["stdio", unknown, "no such worker"],
    ["websocket", broken, "database is locked"],
    ["websocket", unknown, "no such worker"],
  ])("over %s quotes the error that answered no request: %s", async (transport, text, want) => {
    const error = await timeOutOf(transport, era, text);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ server: "weather", timeoutMs: 700 });
    expect(error.message).toMatch(/timed out after 700 ms/);
    expect(error.message).toContain("Meanwhile the server sent an error that answers no waiting request");
    expect(error.message).toContain(want);
  });
});

const script = `
const tidy = { initialize: { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo: { name: "s", version: "1" } } };
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params } = JSON.parse(line);
  if (method === "tools/call" && params.name === "hang") for (let i = 0; i < 20; i++) console.error("waiting for lock " + i);
  else if (id !== undefined) console.log(JSON.stringify({ jsonrpc: "2.0", id, result: tidy[method] ?? { content: [] } }));
});`;

it("a time-out of a call on stdio quotes the last lines of standard error", async () => {
  const target = { command: process.execPath, args: ["-e", script], stderr: "ignore" } as const;
  const client = await Client.connect(target, { ...options, protocol: "legacy" });
  onTestFinished(() => client.close());
  const error: unknown = await client.callTool("hang", {}, { timeoutMs: 700 }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(TimeoutError);
  const { message } = error as Error;
  expect(message).toMatch(/timed out after 700 ms\. Its last output:\n/);
  expect(message).toContain("waiting for lock 19");
  expect(message).not.toContain("waiting for lock 14");
  expect((await client.callTool("t")).content.text).toBe("");
});

const trickling =
  (...first: readonly string[]) =>
  (socket: Socket): void => {
    for (const text of first) socket.write(text);
    const timer = setInterval(() => socket.write(" "), 50);
    socket.on("close", () => clearInterval(timer));
  };

describe("a server that is half open", () => {
  it.each<[string, (socket: Socket) => void]>([
    ["accepts and never reads", (socket) => void socket.pause()],
    ["reads and never answers", (socket) => void socket.resume()],
    ["never ends its headers", trickling("HTTP/1.1 200 OK\r\nx-slow: ")],
    [
      "never ends its body",
      trickling("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: identity\r\n\r\n{"),
    ],
  ])("and %s does not keep a client longer than its `timeoutMs`", async (_intent, serve) => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket.on("error", () => undefined));
      serve(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
    const client = new Client(url, { name: "weather", timeoutMs: 1_000 });
    onTestFinished(() => client.close());
    const started = performance.now();
    const error: unknown = await client.connect().catch((e: unknown) => e);
    expect(error).toBeInstanceOf(TimeoutError);
    expect((error as Error).message).toContain('"weather"');
    // the default of connecting is 30 s
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
