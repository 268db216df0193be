import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { json } from "../support/http-server.js";
import { connect, eras, outcome, result, shakeHands, wireServer } from "./server.js";

const fine = (id: unknown, text = "fine"): object => ({
  jsonrpc: "2.0",
  id,
  result: { ...result, content: [{ type: "text", text }] },
});

describe("a session over HTTP", () => {
  it.each(eras)("is kept where the server names another one in each answer, %s", async (era) => {
    const server = await wireServer(
      era,
      ({ headers, message }, response) => {
        const text = String(headers["mcp-session-id"]);
        json(response, 200, fine(message?.id, text), { "mcp-session-id": randomUUID() });
      },
      (received, response) =>
        received.message?.method === "initialize" &&
        shakeHands(era, received, response, { "mcp-session-id": "first" }),
    );
    const client = await connect(server.url);
    const want = era === "legacy" ? "first" : "undefined";
    expect([await outcome(client), await outcome(client)]).toEqual([want, want]);
  });

  it("has no id if the server sends an empty one", async () => {
    const server = await wireServer(
      "legacy",
      (_, response, id) => json(response, 200, fine(id)),
      (received, response) =>
        received.message?.method === "initialize" &&
        shakeHands("legacy", received, response, { "mcp-session-id": "" }),
    );
    const client = await connect(server.url);
    expect(await outcome(client)).toBe("fine");
    expect(server.seen.filter(({ headers }) => headers["mcp-session-id"] !== undefined)).toEqual([]);
  });

  it.each(["notifications/initialized", "tools/list"])(
    "that is named first in the answer to %s is kept, and ended",
    async (method) => {
      const server = await wireServer(
        "legacy",
        (_, response, id) => json(response, 200, fine(id)),
        ({ message }, response) => {
          const named = message?.method === method ? { "mcp-session-id": "late" } : {};
          if (message?.method === "notifications/initialized") json(response, 202, undefined, named);
          else if (message?.method === "tools/list")
            json(response, 200, { jsonrpc: "2.0", id: message.id, result: { tools: [] } }, named);
          else return false;
          return true;
        },
      );
      const client = await connect(server.url);
      await client.listTools();
      expect(await outcome(client)).toBe("fine");
      await client.close();
      const call = server.seen.find(({ message }) => message?.method === "tools/call");
      expect(call?.headers["mcp-session-id"]).toBe("late");
      expect(server.seen.at(-1)).toMatchObject({ method: "DELETE", headers: { "mcp-session-id": "late" } });
    },
  );

  it("is opened again after 410", async () => {
    let sessions = 0;
    const server = await wireServer(
      "legacy",
      ({ headers }, response, id) =>
        headers["mcp-session-id"] === "1"
          ? response.writeHead(410).end("Gone")
          : json(response, 200, fine(id)),
      (received, response) =>
        received.message?.method === "initialize" &&
        shakeHands("legacy", received, response, { "mcp-session-id": String(++sessions) }),
    );
    expect(await outcome(await connect(server.url))).toBe("fine");
    expect(sessions).toBe(2);
  });

  it.each<readonly [string, (response: ServerResponse) => void]>([
    ["404", (response) => json(response, 404)],
    ["405", (response) => json(response, 405)],
    ["500", (response) => json(response, 500)],
    ["401", (response) => json(response, 401)],
    ["a reset", (response) => void response.destroy()],
    ["nothing", () => undefined],
  ])("ends without an error where its end is answered with %s", async (_, answer) => {
    const server = await wireServer(
      "legacy",
      (_received, response, id) => json(response, 200, fine(id)),
      (received, response) => {
        if (received.method === "DELETE") return (answer(response), true);
        const opens = received.message?.method === "initialize";
        return opens && shakeHands("legacy", received, response, { "mcp-session-id": "s" });
      },
    );
    const client = await connect(server.url, { disconnectTimeoutMs: 200 });
    expect(await outcome(client)).toBe("fine");
    await client.close();
    expect(server.seen.at(-1)).toMatchObject({ method: "DELETE", headers: { "mcp-session-id": "s" } });
  });
});
