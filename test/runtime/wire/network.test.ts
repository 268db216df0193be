import { createServer, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import dns from "node:dns";
import { readFileSync } from "node:fs";
import { type AddressInfo, isIP } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { HttpSource } from "../../../src/runtime/transport/http/http-source.js";

const cert = readFileSync(new URL("../../fixtures/tls/cert.pem", import.meta.url));
const key = readFileSync(new URL("../../fixtures/tls/key.pem", import.meta.url));

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  return (server.address() as AddressInfo).port;
}

type LookupDone = (error: null, addresses: readonly dns.LookupAddress[]) => void;

const failure = (source: HttpSource): Promise<unknown> =>
  Client.connect(source).then(
    () => "connected",
    (error: unknown) => error,
  );

describe("a name with several addresses", () => {
  it.each([
    ["127.0.0.1", "::1"],
    ["::1", "127.0.0.1"],
  ])("is connected to where it listens, at %s and not at %s", async (host, other) => {
    const addresses = [other, host].map((address) => ({ address, family: isIP(address) }));
    const server = createServer((_, response) => response.writeHead(404).end("here"));
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    onTestFinished(() => (vi.restoreAllMocks(), void server.close()));
    vi.spyOn(dns, "lookup").mockImplementation(((_: unknown, __: unknown, done: LookupDone) =>
      done(null, addresses)) as typeof dns.lookup);
    const { port } = server.address() as AddressInfo;
    expect(await failure(new HttpSource({ url: `http://localhost:${port}/mcp` }))).toMatchObject({
      status: 404,
    });
  });
});

describe("a proxy that refuses", () => {
  it.each([
    [407, true, /the proxy refused with HTTP 407\. Put user and password into the URL of the proxy/],
    [403, true, /the proxy refused with HTTP 403.*NO_PROXY/],
    [502, false, /the proxy refused with HTTP 502.*HTTPS_PROXY/],
  ])("with HTTP %i is named as what refused", async (status, permanent, message) => {
    const proxy = createServer().on("connect", (_, socket) => {
      socket.on("error", () => undefined);
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    });
    const port = await listen(proxy);
    const source = new HttpSource({ url: "https://mcp.invalid/mcp", proxy: `http://127.0.0.1:${port}` });
    expect(await failure(source)).toMatchObject({
      code: "CONNECT_FAILED",
      status,
      permanent,
      message: expect.stringMatching(message) as string,
    });
  });
});

describe("TLS that fails", () => {
  it("names the option that trusts a certificate", async () => {
    const port = await listen(createSecureServer({ cert, key }));
    expect(await failure(new HttpSource({ url: `https://localhost:${port}/mcp` }))).toMatchObject({
      code: "CONNECT_FAILED",
      permanent: true,
      message: expect.stringMatching(/self-signed.*`tls: \{ ca \}`.*NODE_EXTRA_CA_CERTS/) as string,
    });
  });

  it("reports that the port speaks plain HTTP", async () => {
    const port = await listen(createServer((_, response) => response.end()));
    expect(await failure(new HttpSource({ url: `https://localhost:${port}/mcp` }))).toMatchObject({
      code: "CONNECT_FAILED",
      message: expect.stringMatching(/does not speak TLS.*`http:`/) as string,
    });
  });
});
