import type { ServerResponse } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { events, handshake, httpServer, json, type Received } from "../support/http-server.js";
import { rawServer } from "./raw-server.js";
import { connect, outcome, result, wireServer } from "./server.js";

const fine = (id: unknown): object => ({ jsonrpc: "2.0", id, result });
const plain = (response: ServerResponse, status: number, text: string): void =>
  void response.writeHead(status, { "content-type": "text/plain" }).end(text);

/** A server of the older era; `hook` takes what it answers in its own way. */
async function server(hook: (received: Received, response: ServerResponse) => boolean): Promise<string> {
  return (await wireServer("legacy", (_, response, id) => json(response, 200, fine(id)), hook)).url;
}

/**
 * Reports of servers that work in one client and fail in another, rebuilt. Given: what the server does in its own way. Want: calls
 * work.
 */
describe("a server of a public report is used", () => {
  it("that refuses a new revision over HTTP, in words with those that it knows (xiaohongshu-mcp#697)", async () => {
    const url = await server(({ message }, response) => {
      if (message?.method !== "initialize") return false;
      if (message.params?.["protocolVersion"] === "2025-06-18") return false;
      plain(
        response,
        400,
        "Bad Request: Unsupported protocol version (supported versions: 2025-06-18, 2025-03-26, 2024-11-05)",
      );
      return true;
    });
    expect(await outcome(await connect(url))).toBe("fine");
  });

  it("that refuses a revision with HTTP 400 and `data.supported` (graylog2-server#25956)", async () => {
    const url = await server(({ message }, response) => {
      if (message?.method !== "initialize" || message.params?.["protocolVersion"] === "2025-06-18")
        return false;
      const error = { code: -32602, message: "Unsupported", data: { supported: ["2025-06-18"] } };
      json(response, 400, { jsonrpc: "2.0", id: message.id, error });
      return true;
    });
    expect(await outcome(await connect(url))).toBe("fine");
  });

  it.each([400, 409])(
    "whose stream ends and is refused with %i until the old one is forgotten (render-mcp-server#26, mcp-sap-docs#75)",
    async (status) => {
      let asked = 0;
      const url = await server(({ method }, response) => {
        if (method !== "GET") return false;
        asked++;
        if (asked === 2 || asked === 3) plain(response, status, "session already exists");
        else if (asked === 1) {
          events(response);
          response.end();
        } else events(response, { method: "notifications/tools/list_changed" });
        return true;
      });
      const client = await connect(url);
      await new Promise<void>((resolve, reject) => {
        client.onListChanged("tools", resolve).catch(reject);
      });
      expect(asked).toBe(4);
      expect(await outcome(client)).toBe("fine");
    },
  );

  it("whose stream a load balancer cuts: it is opened again in the same session (claude-code#38631)", async () => {
    const sessions: unknown[] = [];
    const url = await server((received, response) => {
      if (received.message?.method === "initialize")
        return handshake(received, response, { "mcp-session-id": "s" });
      if (received.method !== "GET") return false;
      sessions.push(received.headers["mcp-session-id"]);
      events(response, ...(sessions.length > 1 ? [{ method: "notifications/tools/list_changed" }] : []));
      if (sessions.length === 1) setTimeout(() => response.destroy(), 50);
      return true;
    });
    const client = await connect(url);
    await new Promise<void>((resolve, reject) => {
      client.onListChanged("tools", resolve).catch(reject);
    });
    expect(sessions).toEqual(["s", "s"]);
  });

  it("that pings its client before it answers a call (csharp-sdk#1390, ai#6282)", async () => {
    let waiting: ServerResponse | undefined;
    let id: unknown;
    const url = await server(({ message }, response) => {
      if (message?.method === "tools/call") {
        [waiting, id] = [response, message.id];
        events(response, { id: "p", method: "ping" });
      } else if (message?.id === "p") {
        response.writeHead(202).end();
        if (waiting !== undefined && "result" in message) {
          events(waiting, { id, result });
          waiting.end();
        }
      } else return false;
      return true;
    });
    expect(await outcome(await connect(url))).toBe("fine");
  });

  it("that pings its client before it answers `initialize`, on stdio (go-mcp#115)", async () => {
    const asked: string[] = [];
    const target = await rawServer("stdio", "legacy", ({ id, method }, write) => {
      asked.push(method);
      if (method !== "initialize") return false;
      write('{"jsonrpc":"2.0","id":"p","method":"ping"}');
      const serverInfo = { name: "pings", version: "1" };
      const answer = { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo };
      write(JSON.stringify({ jsonrpc: "2.0", id, result: answer }));
      return true;
    });
    expect(await outcome(await connect(target, { protocol: "legacy" }))).toBe("fine");
  });

  it("that refuses `ping` with another code than -32601 (agent-framework#7656)", async () => {
    const url = await server(({ message }, response) => {
      if (message?.method !== "ping") return false;
      const error = { code: -32600, message: "Invalid Request" };
      json(response, 200, { jsonrpc: "2.0", id: message.id, error });
      return true;
    });
    const client = await connect(url);
    await expect(client.ping()).rejects.toMatchObject({ rpcCode: -32600 });
    expect(await outcome(client)).toBe("fine");
  });

  it("that keeps the stream of each answer open (ruby_llm-mcp#66)", async () => {
    const url = await server(({ message }, response) => {
      if (message?.id === undefined || message.method === "server/discover") return false;
      const initialized = {
        protocolVersion: "2025-06-18",
        capabilities: { tools: {} },
        serverInfo: { name: "open", version: "1" },
      };
      events(response, { id: message.id, result: message.method === "initialize" ? initialized : result });
      return true;
    });
    const client = await connect(url);
    expect(await Promise.all(Array.from({ length: 20 }, () => outcome(client)))).toEqual(
      Array.from({ length: 20 }, () => "fine"),
    );
  });

  it("that keeps the body of each JSON answer open (bricks-mcp#44)", async () => {
    const open = await httpServer((received, response) => {
      const { message } = received;
      if (message?.method !== "tools/call") {
        if (!handshake(received, response)) json(response, 202);
        return;
      }
      response.writeHead(200, { "content-type": "application/json" });
      response.write(JSON.stringify(fine(message.id)));
    });
    onTestFinished(() => open.close());
    const client = await connect(open.url);
    expect(await outcome(client)).toBe("fine");
    expect(await outcome(client)).toBe("fine");
  });

  it("whose POST endpoint of the older transport is a full URL (kotlin-sdk#83, csharp-sdk#441)", async () => {
    let stream: ServerResponse | undefined;
    const old = await httpServer((received, response) => {
      const { message, method, path } = received;
      if (method === "GET") {
        stream = response.writeHead(200, { "content-type": "text/event-stream" });
        stream.write(`event: endpoint\ndata: http://${received.headers.host}/other/post?sid=1\n\n`);
        return;
      }
      response.writeHead(path === "/other/post?sid=1" ? 202 : 404).end();
      if (message?.id === undefined) return;
      const initialized = {
        protocolVersion: "2024-11-05",
        capabilities: { tools: {} },
        serverInfo: { name: "old", version: "1" },
      };
      const answer = { id: message.id, result: message.method === "initialize" ? initialized : result };
      stream?.write(`event: message\ndata: ${JSON.stringify({ jsonrpc: "2.0", ...answer })}\n\n`);
    });
    onTestFinished(() => old.close());
    const client = await Client.connect({ type: "sse", url: old.url });
    onTestFinished(() => client.close());
    expect(await outcome(client)).toBe("fine");
  });
});
