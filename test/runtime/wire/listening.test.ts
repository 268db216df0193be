import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { json } from "../support/http-server.js";
import { connect, outcome, result, wireServer } from "./server.js";

/** What the GET for the stream of an old server's own messages comes to. */
const refusals: readonly (readonly [string, (response: ServerResponse) => void, object])[] = [
  ["is reset", (response) => void response.destroy(), { code: "CONNECTION_CLOSED" }],
  [
    "gets a page",
    (response) => void response.writeHead(200, { "content-type": "text/html" }).end("<html></html>"),
    { code: "PROTOCOL_ERROR", message: expect.stringContaining('event stream with "text/html"') as string },
  ],
  ["gets JSON", (response) => json(response, 200, { ok: true }), { code: "PROTOCOL_ERROR" }],
  ...[400, 401, 404, 406, 500].map(
    (status) =>
      [
        `gets HTTP ${status}`,
        (response: ServerResponse) => json(response, status),
        { code: "HTTP_ERROR", status },
      ] as const,
  ),
];

describe("a program that listens to a server whose stream", () => {
  it.each(refusals)("%s gets a typed error, and may listen again", async (_, refuse, want) => {
    let refused = false;
    const server = await wireServer(
      "legacy",
      ({ message }, response) => json(response, 200, { jsonrpc: "2.0", id: message?.id, result }),
      ({ method }, response) => {
        if (method !== "GET") return false;
        if (refused) {
          response.writeHead(200, { "content-type": "text/event-stream" });
          response.write('data: {"jsonrpc":"2.0","method":"notifications/tools/list_changed"}\n\n');
        } else refuse(response);
        return (refused = true);
      },
    );
    const client = await connect(server.url);
    await expect(client.onListChanged("tools", () => undefined)).rejects.toMatchObject(want);
    expect(await outcome(client)).toBe("fine");
    await new Promise<void>((resolve, reject) => {
      client.onListChanged("tools", resolve).catch(reject);
    });
  });

  it("is not offered (405) hears what comes with answers", async () => {
    const changed = JSON.stringify({ jsonrpc: "2.0", method: "notifications/tools/list_changed" });
    const server = await wireServer(
      "legacy",
      ({ message }, response) => {
        const answer = JSON.stringify({ jsonrpc: "2.0", id: message?.id, result });
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.end(`data: ${changed}\n\ndata: ${answer}\n\n`);
      },
      ({ method }, response) => method === "GET" && (json(response, 405), true),
    );
    const client = await connect(server.url);
    const heard = new Promise<void>((resolve) => void client.onListChanged("tools", resolve));
    expect(await outcome(client)).toBe("fine");
    await heard;
  });
});
