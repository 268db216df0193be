import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { MemoryTokenStore } from "../../../src/runtime/auth/index.js";
import { Client } from "../../../src/runtime/index.js";
import { matchResource } from "../../../src/runtime/auth/oauth/same-identifier.js";

/** A server behind a query, as hosts of agents have it, that wants a login; `resource` is what its metadata names. */
async function hosted(resource: (origin: string) => string): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { origin } = new URL(`http://${request.headers.host ?? ""}`);
    asked.push(request.url ?? "");
    const isMetadata = request.url?.startsWith("/.well-known/oauth-protected-resource/runtimes/x/") === true;
    response.writeHead(isMetadata ? 200 : request.url?.startsWith("/runtimes/") === true ? 401 : 404, {
      "content-type": "application/json",
    });
    response.end(
      JSON.stringify(
        isMetadata ? { resource: resource(origin), authorization_servers: [`${origin}/as`] } : {},
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/runtimes/x/invocations?qualifier=DEFAULT`, asked };
}

describe("a client of a server with a query", () => {
  it.each<[string, string, RegExp]>([
    ["the same", "/runtimes/x/invocations?qualifier=DEFAULT", /\/as failed at/],
    ["none", "/runtimes/x/invocations", /\/as failed at/],
    ["another", "/runtimes/x/invocations?qualifier=PROD", /describes another resource/],
  ])("whose metadata has %s, %s: %s", async (_, path, said) => {
    const { url, asked } = await hosted((origin) => origin + path);
    const auth = { type: "oauth", storage: new MemoryTokenStore(), openUrl: () => {} } as const;
    await expect(Client.connect(url, { auth })).rejects.toThrow(said);
    // RFC 9728 §3.1: the query goes along.
    expect(asked).toContain("/.well-known/oauth-protected-resource/runtimes/x/invocations?qualifier=DEFAULT");
    expect(asked.filter((path) => path === "/runtimes/x/invocations")).toEqual([]);
  });
});

describe("the resource of a server with a query", () => {
  const SERVER = "https://h.example/a/mcp?q=1";
  it.each([
    [SERVER, SERVER, "same"],
    [SERVER, "https://h.example/a/mcp", "same"],
    [SERVER, "https://h.example/a", "same"],
    [SERVER, "https://h.example/a/mcp?q=2", "other"],
    [SERVER, "https://h.example/a/mcp?q=1&r=2", "other"],
    [SERVER, "https://h.example/a/mcp/?q=1", "slash"],
    ["https://h.example/a/mcp/?q=1", SERVER, "slash"],
    ["https://h.example/a/mcp/?q=1", "https://h.example/a/mcp", "slash"],
    ["https://h.example/a/mcp", SERVER, "other"],
    ["https://h.example?q=1", "https://h.example/?q=1", "same"],
    ["https://h.example/?q=1", "https://h.example", "same"],
    [SERVER, "https://h.example/a/mcpx?q=1", "other"],
    [SERVER, "https://other.example/a/mcp?q=1", "other"],
  ])("%s, named %s: %s", (server, resource, want) => {
    expect(matchResource(server, resource)).toBe(want);
  });
});
