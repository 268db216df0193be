import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { AsyncLocalStorage } from "node:async_hooks";
import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Client } from "../../../src/runtime/index.js";

/** Sessions that the server opened: who opened each, and who used it. */
export const sessions = new Map<string, { readonly owner: string; readonly users: Set<string> }>();
let server: Server;

/** Who asked for what with which cookie. */
export const asked: { readonly who: string; readonly method: string; readonly cookie: string | undefined }[] =
  [];

/** Where the server listens, and whether it gives each session a cookie. */
export const who = { url: "", setsCookies: false };

/** Who a request says that it is from. */
function whoOf(request: IncomingMessage): string {
  const { authorization } = request.headers;
  const cookie = who.setsCookies ? undefined : request.headers.cookie;
  const tenant = request.headers["x-tenant"];
  const key = new URL(request.url ?? "/", who.url).searchParams.get("key");
  const said = [authorization?.replace(/^Bearer /, "").split(".")[0], tenant, cookie, key].filter(Boolean);
  return said.join("+") || "nobody";
}

/** Runs a server that answers with who asked, for the tests of a file. */
export function useWhoServer(): void {
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        if (request.method !== "POST") return void response.writeHead(405).end();
        const asker = whoOf(request);
        const message = JSON.parse(body) as { id?: number; method: string };
        const given = request.headers["mcp-session-id"] as string | undefined;
        asked.push({ who: asker, method: message.method, cookie: request.headers.cookie });
        if (given !== undefined) sessions.get(given)?.users.add(asker);
        if (message.id === undefined) return void response.writeHead(202).end();
        const results: Record<string, unknown> = {
          initialize: {
            protocolVersion: "2025-11-25",
            capabilities: { tools: {}, resources: { subscribe: true } },
            serverInfo: { name: "who", version: "1" },
          },
          "tools/list": { tools: [{ name: "who", description: asker, inputSchema: { type: "object" } }] },
          "tools/call": { content: [{ type: "text", text: asker }] },
          "resources/subscribe": {},
          "resources/read": { contents: [{ uri: "x://me", text: asker }] },
        };
        const result = results[message.method];
        const headers: Record<string, string> = { "content-type": "application/json" };
        if (message.method === "initialize") {
          const id = `s${sessions.size}`;
          sessions.set(id, { owner: asker, users: new Set() });
          headers["mcp-session-id"] = id;
          if (who.setsCookies) headers["set-cookie"] = `of=${asker}; Path=/`;
        }
        const answer = result === undefined ? { error: { code: -32601, message: "no" } } : { result };
        response.writeHead(200, headers).end(JSON.stringify({ jsonrpc: "2.0", id: message.id, ...answer }));
      });
    });
    server.listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    who.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  beforeEach(() => {
    sessions.clear();
    asked.length = 0;
    who.setsCookies = false;
  });
}

export const cache = { ttlMs: 60_000, tools: { who: 60_000 } };
export const user = new AsyncLocalStorage<string>();
export const me = (): string => user.getStore() ?? "nobody";

export async function answers(client: Client): Promise<readonly (string | undefined)[]> {
  const [tool] = await client.listTools();
  const resource = await client.readResource("x://me");
  const call = await client.callTool("who");
  return [tool?.description, resource.text, call.content.text];
}

/** Three answers for `name`, whatever else the credentials say. */
export const whole = (name: string): RegExp => new RegExp(String.raw`^(?:(?:app\+)?${name},?){3}$`);

/** Sessions that somebody used for whom they were not opened. */
export const crossed = (): unknown[] =>
  [...sessions.values()].filter(({ owner, users }) => [...users].some((each) => each !== owner));
