import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import type { Received } from "../support/http-server.js";
import { json } from "../support/http-server.js";
import { connect, outcome, result, wireServer } from "./server.js";

type Hook = (received: Received, response: ServerResponse) => void;

const plain =
  (status: number, body = "", type = "text/plain"): Hook =>
  (_, response) =>
    void response.writeHead(status, { "content-type": type }).end(body);
const rpcError =
  (status: number, code: number, idless = false): Hook =>
  ({ message }, response) => {
    const id = idless ? null : (message?.id ?? null);
    json(response, status, { jsonrpc: "2.0", id, error: { code, message: "no" } });
  };

/** Which of the requests a server answers in its own way. */
const places = {
  "the GET for its stream": ({ method }: Received) => method === "GET",
  notifications: ({ message }: Received) => message !== undefined && message.id === undefined,
  "server/discover": ({ message }: Received) => message?.method === "server/discover",
} as const;

const rows: readonly (readonly [keyof typeof places, string, Hook])[] = [
  ["the GET for its stream", "404", plain(404, "Not Found")],
  ["the GET for its stream", "406", plain(406)],
  ["the GET for its stream", "400 without a session", plain(400, "No sessionId")],
  ["the GET for its stream", "500", plain(500)],
  ["the GET for its stream", "401", plain(401)],
  ["the GET for its stream", "a page", plain(200, "<html></html>", "text/html")],
  ["notifications", "200 and JSON", (_, response) => json(response, 200, { ok: true })],
  ["notifications", "202 and a page", plain(202, "Accepted", "text/html")],
  ["notifications", "204", (_, response) => void response.writeHead(204).end()],
  ["notifications", "an error that names no request", rpcError(200, -32601, true)],
  ["notifications", "400 and an error", rpcError(400, -32601, true)],
  ["server/discover", "404, no such session", plain(404, "Invalid session ID")],
  ["server/discover", "400, a revision in words", plain(400, "Bad Request: Unsupported protocol version")],
  ["server/discover", "401", plain(401, "Unauthorized")],
  ["server/discover", "403", plain(403, "Forbidden")],
  ["server/discover", "nothing", () => undefined],
  ["server/discover", "500 and a page", plain(500, "<html>oops</html>", "text/html")],
  ["server/discover", "a reset", (_, response) => void response.destroy()],
  ["server/discover", "that it wants initialize first", rpcError(200, -32602)],
  ["server/discover", "an empty body", plain(200)],
  ["server/discover", "202", plain(202)],
  ["server/discover", "an empty stream", plain(200, "", "text/event-stream")],
];

describe("a server of the older era is used although it answers", () => {
  it.each(rows)("%s with %s", async (place, _, hook) => {
    const server = await wireServer(
      "legacy",
      ({ message }, response) => json(response, 200, { jsonrpc: "2.0", id: message?.id, result }),
      (received, response) => {
        const own = places[place](received);
        if (own) hook(received, response);
        return own;
      },
    );
    const client = await connect(server.url, {
      probeTimeoutMs: 300,
      handlers: { onLog: () => undefined },
    });
    expect(client.era).toBe("legacy");
    expect(await outcome(client)).toBe("fine");
  });
});
