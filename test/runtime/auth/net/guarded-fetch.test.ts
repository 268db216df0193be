import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { Agent } from "undici";
import { afterEach, describe, expect, it, vi } from "vitest";
import { addressPolicy } from "../../../../src/runtime/auth/net/address-policy.js";
import { guardedFetch } from "../../../../src/runtime/auth/net/guarded-fetch.js";

const stops: (() => void)[] = [];
afterEach(() => vi.restoreAllMocks());
afterEach(() => stops.splice(0).forEach((stop) => stop()));

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => void (server.close(), server.closeAllConnections()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const policy = addressPolicy("http://127.0.0.1/mcp");

describe("guardedFetch", () => {
  it("returns a response of this realm, with its status, headers and body", async () => {
    const origin = await serve((_request, response) => response.writeHead(201, { "x-a": "b" }).end("body"));
    const response = await guardedFetch({ policy })(`${origin}/x`);
    expect(response).toBeInstanceOf(Response);
    expect([response.status, response.headers.get("x-a"), await response.text()]).toEqual([201, "b", "body"]);
  });

  it("returns redirects unfollowed", async () => {
    const origin = await serve((_request, response) =>
      response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
    );
    expect((await guardedFetch({ policy })(origin)).status).toBe(302);
  });

  it.each<[string, RequestListener]>([
    ["a server that never answers", () => {}],
    [
      "one that drips",
      (_request, response) =>
        void (response.writeHead(200), setInterval(() => response.write("x"), 20).unref()),
    ],
  ])("gives up on %s", async (_, listener) => {
    const origin = await serve(listener);
    const began = Date.now();
    await expect(guardedFetch({ policy, timeoutMs: 300 })(origin)).rejects.toMatchObject({
      name: "TimeoutError",
    });
    expect(Date.now() - began).toBeLessThan(10_000);
  });

  it("counts the decompressed size of a body", async () => {
    const MB = 1024 * 1024;
    const bomb = Buffer.concat(Array<Buffer>(40).fill(gzipSync(Buffer.alloc(10 * MB))));
    const origin = await serve((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    );
    const before = process.memoryUsage().rss;
    await expect(guardedFetch({ policy })(origin)).rejects.toMatchObject({ code: "AUTH_DISCOVERY" });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MB);
  });

  it.each([
    ["", Agent.prototype.dispatch],
    [", where dispatchers dispatch nothing", undefined],
  ])("sends nothing to a name that resolves to an address it may not reach%s", async (_, dispatch) => {
    vi.spyOn(Agent.prototype as { dispatch?: unknown }, "dispatch", "get").mockReturnValue(dispatch);
    // Public by name, loopback by address: what a rebinding name server would answer.
    const strict = { ...policy, allowsAddress: () => false };
    let asked = 0;
    const origin = await serve((_request, response) => (asked++, response.end()));
    const named = origin.replace("127.0.0.1", "localhost");
    await expect(guardedFetch({ policy: strict })(named)).rejects.toMatchObject({
      code: "AUTH_UNSAFE_URL",
      message: expect.stringMatching(/localhost.*resolves to/) as string,
    });
    expect(asked).toBe(0);
  });
});
