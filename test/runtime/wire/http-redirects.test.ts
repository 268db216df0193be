import { describe, expect, it } from "vitest";
import { SseSource } from "../../../src/runtime/transport.js";
import { CookieJar } from "../../../src/runtime/transport/http/cookies.js";
import { Client } from "../../../src/runtime/index.js";
import { json } from "../support/http-server.js";
import { connect, eras, outcome, result, wireServer } from "./server.js";

const fine = (id: unknown): object => ({ jsonrpc: "2.0", id, result });
const statuses = [301, 302, 303, 307, 308];

describe.each(eras)("a redirect of a POST, %s:", (era) => {
  it.each(
    statuses.flatMap((status) => [
      { status, where: "same", want: status >= 307 ? "fine" : /would turn the POST into a GET/ },
      { status, where: "other", want: status >= 307 ? /another origin/ : /would turn the POST into a GET/ },
    ]),
  )("HTTP $status to the $where origin: $want", async ({ status, where, want }) => {
    const other = await wireServer(era, (_, response, id) => json(response, 200, fine(id)));
    const server = await wireServer(era, (received, response, id) => {
      if (received.path === "/there") return json(response, 200, fine(id));
      const location = where === "same" ? "/there" : other.url;
      response.writeHead(status, { location }).end();
    });
    const came = await outcome(await connect(server.url));
    if (typeof want === "string") expect(came).toBe(want);
    else expect((came as Error).message).toMatch(want);
    expect(other.seen).toEqual([]);
    expect(server.seen.filter(({ method }) => method === "GET")).toEqual([]);
  });
});

describe("a redirect of the GET that opens an event stream", () => {
  it.each(statuses)("HTTP %i to the same origin is followed", async (status) => {
    const server = await wireServer(
      "legacy",
      () => undefined,
      ({ method, path }, response) => {
        if (method !== "GET") return false;
        if (path === "/there") {
          response.writeHead(200, { "content-type": "text/event-stream" });
          response.end("event: endpoint\ndata: /messages\n\n");
        } else response.writeHead(status, { location: "/there" }).end();
        return true;
      },
    );
    const client = new Client(new SseSource({ url: server.url }), { connectTimeoutMs: 2_000 });
    // The stream ends after its endpoint: it was found, that is all that this server can show.
    await expect(client.connect()).rejects.toThrow();
    await client.close();
    expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toContain("GET /there");
  });
});

describe("cookies", () => {
  it.each<readonly [string, readonly string[], string | undefined]>([
    ["several", ["a=1", "b=2; Path=/"], "a=1; b=2"],
    ["a later value", ["a=1", "a=2"], "a=2"],
    ["one that is over", ["a=1", "b=2; Max-Age=0"], "a=1"],
    ["one from the past", ["b=2; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], undefined],
    ["one that is taken back", ["a=1", "a=; Max-Age=0"], undefined],
    ["one for another path", ["a=1; Path=/elsewhere"], undefined],
    ["one for this path", ["a=1; Path=/mcp"], "a=1"],
    ["one for TLS only, from this machine", ["a=1; Secure"], "a=1"],
    ["one without a name", ["=1"], undefined],
    ["one with = in its value", ["a=b=c=="], "a=b=c=="],
  ])("%s: %j is sent back as %s", async (_, set, want) => {
    const server = await wireServer("legacy", (_received, response, id) => {
      response.setHeader("set-cookie", set);
      json(response, 200, fine(id));
    });
    const client = await connect(server.url, { protocol: "legacy" });
    await outcome(client);
    await outcome(client);
    expect(server.seen.at(-1)?.headers.cookie).toBe(want);
  });
});

it.each([
  ["https://far.test/mcp", "a=1"],
  ["http://far.test/mcp", undefined],
  ["http://localhost:1/mcp", "a=1"],
  ["http://[::1]:1/mcp", "a=1"],
  ["http://localhost.far.test/mcp", undefined],
])("a cookie for TLS only, set by %s: %s", (address, want) => {
  const jar = new CookieJar();
  jar.store(new URL(address), [{ name: "a", value: "1", secure: true }]);
  expect(jar.header(new URL(address))).toBe(want);
});
