import { readFileSync } from "node:fs";
import { createServer as createHttpServer, request as httpRequest } from "node:http";
import { createServer as createHttpsServer, type ServerOptions } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { HttpSource } from "../../../../src/runtime/transport/http/http-source.js";
import { INITIALIZED } from "../http-server.js";
import { until } from "../processes.js";
import { Wire } from "../wire.js";

const pem = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/tls/${name}.pem`, import.meta.url), "utf8");
const [cert, key] = [pem("cert"), pem("key")];

afterEach(() => vi.unstubAllEnvs());

async function https(options: ServerOptions = {}): Promise<{ url: string; clients: string[] }> {
  const clients: string[] = [];
  const server = createHttpsServer({ cert, key, ...options }, (request, response) => {
    clients.push((request.socket as TLSSocket).getPeerCertificate().subject?.CN?.toString() ?? "");
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ jsonrpc: "2.0", id: 0, result: INITIALIZED }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `https://localhost:${(server.address() as AddressInfo).port}/mcp`, clients };
}

/** A proxy that writes down what it was asked for. */
async function proxy(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createHttpServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { port, pathname } = new URL(request.url ?? "");
    const onward = httpRequest(
      { host: "127.0.0.1", port, path: pathname, method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(onward);
  });
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => sockets.add(socket));
  server.on("connect", (request, socket: Socket) => {
    asked.push(`CONNECT ${request.url}`);
    const onward = connect(Number(request.url?.split(":")[1]), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    onward.on("error", () => socket.destroy());
    socket.on("error", () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function hello(options: ConstructorParameters<typeof HttpSource>[0]): Promise<unknown> {
  const source = new HttpSource({ fallbackToSse: false, ...options });
  onTestFinished(() => source.dispose());
  const wire = await Wire.open(source);
  const answer = await wire.request("initialize");
  await wire.close();
  return answer.result?.["protocolVersion"];
}

describe("TLS", () => {
  it("rejects an unknown certificate with the system's reason", async () => {
    const { url } = await https();
    await expect(hello({ url })).rejects.toMatchObject({ cause: { code: "DEPTH_ZERO_SELF_SIGNED_CERT" } });
  });

  it.each([
    ["its authority is given", { ca: cert }],
    ["not requested", { rejectUnauthorized: false }],
  ])("it is accepted where %s", async (_, tls) => {
    const { url } = await https();
    expect(await hello({ url, tls })).toBe(INITIALIZED.protocolVersion);
  });

  it("sends the client's own certificate", async () => {
    const { url, clients } = await https({ requestCert: true, ca: cert });
    await hello({ url, tls: { ca: cert, cert, key } });
    expect(clients).toEqual(["localhost"]);
  });
});

describe("a proxy", () => {
  // A name that only the proxy resolves: loopback is never proxied.
  const outside = (url: string): string => url.replace("localhost", "mcp.invalid");

  it("is taken from the environment, and used through a tunnel", async () => {
    const { url } = await https();
    const through = await proxy();
    vi.stubEnv("HTTPS_PROXY", through.url);
    await hello({ url: outside(url), tls: { ca: cert, servername: "localhost" } });
    expect(through.asked).toEqual([`CONNECT mcp.invalid:${new URL(url).port}`]);
  });

  it("can be set by its URL", async () => {
    const { url } = await https();
    const through = await proxy();
    await hello({ url: outside(url), proxy: through.url, tls: { ca: cert, servername: "localhost" } });
    expect(through.asked).toHaveLength(1);
  });

  it.each([
    ["for loopback", {}],
    ["where it is switched off", { proxy: "none" }],
  ])("is not used %s", async (_, options) => {
    const { url } = await https();
    const through = await proxy();
    vi.stubEnv("HTTPS_PROXY", through.url);
    vi.stubEnv("HTTP_PROXY", through.url);
    await hello({ url, tls: { ca: cert }, ...options });
    expect(through.asked).toEqual([]);
  });

  it("is not used for hosts in NO_PROXY", async () => {
    const { url } = await https();
    const through = await proxy();
    vi.stubEnv("HTTPS_PROXY", through.url);
    vi.stubEnv("NO_PROXY", "mcp.invalid");
    await expect(hello({ url: outside(url) })).rejects.toMatchObject({
      cause: { code: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) as string },
    });
    expect(through.asked).toEqual([]);
  });

  it("must be a URL", async () => {
    await expect(hello({ url: "https://h/mcp", proxy: "socks" })).rejects.toMatchObject({
      code: "CONFIGURATION",
    });
  });
});

it("leaves no socket open after dispose", async () => {
  const open = new Set<Socket>();
  const server = createHttpServer((request, response) => {
    if (request.method === "GET")
      return void response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const { id } = JSON.parse(text) as { id?: number };
      if (id === undefined) return response.writeHead(202).end();
      return response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ jsonrpc: "2.0", id, result: INITIALIZED }));
    });
  });
  server.on("connection", (socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const source = new HttpSource({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
  const wire = await Wire.open(source);
  await wire.initialize();
  await until(() => open.size === 2);
  await wire.close();
  await source.dispose();
  await until(() => open.size === 0);
});
