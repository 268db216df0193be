import { afterEach, expect, it } from "vitest";
import { Client, ProtocolError } from "../../../../src/runtime/index.js";
import { handshake, httpServer, json, type TestServer } from "../../support/http-server.js";

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
});

it("HTTP 202 to a request is an error at once, not a wait for the deadline", async () => {
  server = await httpServer((received, response) => {
    if (!handshake(received, response)) json(response, 202);
  });
  await using client = await Client.connect(server.url, { timeoutMs: 30_000 });
  const started = performance.now();
  const error = await client.callTool("any").catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ProtocolError);
  expect(error).toMatchObject({
    message: expect.stringContaining("tools/call with HTTP 202"),
    subject: "tools/call",
  });
  expect(performance.now() - started).toBeLessThan(20_000);
});

it("HTTP 202 to a notification is as it should be", async () => {
  server = await httpServer((received, response) => {
    const { id } = received.message ?? {};
    if (!handshake(received, response))
      json(response, 200, { jsonrpc: "2.0", id, result: { content: [{ type: "text", text: "ok" }] } });
  });
  await using client = await Client.connect(server.url);
  expect((await client.callTool("any")).content.text).toBe("ok");
  expect(server.seen.map(({ message }) => message?.method)).toContain("notifications/initialized");
});
