import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { describe, expect, it, onTestFinished } from "vitest";
import * as z from "zod";
import { createAuth, MemoryTokenStore, type AuthEvent } from "../../../src/runtime/auth/index.js";
import { Client } from "../../../src/runtime/index.js";

interface Moved {
  /** What the client is given, and what it redirects to. */
  readonly from: string;
  readonly to: string;
  readonly status: number;
  /** Path of `resource`. Default `to`. */
  readonly resource?: string;
  /** The challenge says where the metadata is. Default true. */
  readonly told?: boolean;
}

/** A server that redirects its endpoint, with an authorization server on the same origin whose tokens are for `to`. */
async function moved({ from, to, status, resource = to, told = true }: Moved): Promise<{
  readonly origin: string;
  /** `METHOD path token`. */
  readonly asked: string[];
}> {
  const mcp = createMcpHandler(() => {
    const server = new McpServer({ name: "moved", version: "1" });
    server.registerTool("whoami", { inputSchema: z.object({}) }, async () => ({
      content: [{ type: "text", text: "you" }],
    }));
    return server;
  });
  const asked: string[] = [];
  const http = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? "/", origin);
      const token = request.headers.authorization?.replace("Bearer ", "");
      if ([from, to].includes(url.pathname))
        asked.push(`${request.method ?? ""} ${url.pathname} ${token ?? "-"}`);
      const body = await bodyOf(request);
      const answer = (code: number, value: unknown, headers = {}): void => {
        response
          .writeHead(code, { "content-type": "application/json", ...headers })
          .end(JSON.stringify(value));
      };
      switch (url.pathname) {
        case from:
          return answer(status, {}, { location: to });
        case to: {
          const metadata = told
            ? ` resource_metadata="${origin}/.well-known/oauth-protected-resource${to}"`
            : "";
          if (token !== "at") return answer(401, {}, { "www-authenticate": `Bearer${metadata}` });
          const headers = new Headers(
            Object.entries(request.headers).filter(
              (entry): entry is [string, string] => typeof entry[1] === "string",
            ),
          );
          const result = await mcp.fetch(
            new Request(url, { method: request.method ?? "GET", headers, ...(body !== "" && { body }) }),
          );
          response.writeHead(result.status, Object.fromEntries(result.headers));
          return void (result.body === null
            ? response.end()
            : Readable.fromWeb(result.body as never).pipe(response));
        }
        case `/.well-known/oauth-protected-resource${to}`:
          return answer(200, { resource: origin + resource, authorization_servers: [origin] });
        case "/.well-known/oauth-authorization-server":
          return answer(200, {
            issuer: origin,
            authorization_endpoint: `${origin}/authorize`,
            token_endpoint: `${origin}/token`,
            registration_endpoint: `${origin}/register`,
            response_types_supported: ["code"],
            code_challenge_methods_supported: ["S256"],
          });
        case "/register":
          return answer(201, { ...(JSON.parse(body) as object), client_id: "c" });
        case "/token":
          asked.push(`token for ${new URLSearchParams(body).get("resource") ?? "-"}`);
          return answer(200, { access_token: "at", token_type: "Bearer", expires_in: 3600 });
        default:
          return answer(404, {});
      }
    })();
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => (http.closeAllConnections(), void http.close()));
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return { origin, asked };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}

async function agree(page: URL): Promise<void> {
  const back = new URL(page.searchParams.get("redirect_uri") ?? "");
  back.searchParams.set("code", "c0de");
  back.searchParams.set("state", page.searchParams.get("state") ?? "");
  await (await fetch(back)).arrayBuffer();
}

const signIn = (storage: MemoryTokenStore) =>
  ({ type: "oauth", subject: "alice", storage, openUrl: (url: URL) => void agree(url) }) as const;

describe("a server whose URL redirects to another path of its origin", () => {
  it.each<[string, Moved]>([
    ["with a slash", { from: "/mcp", to: "/mcp/", status: 307 }],
    ["without its slash", { from: "/mcp/", to: "/mcp", status: 308 }],
    ["elsewhere", { from: "/sse", to: "/v2/mcp", status: 307 }],
    ["elsewhere, for good", { from: "/sse", to: "/v2/mcp", status: 308 }],
    [
      "elsewhere, below what the metadata names",
      { from: "/old", to: "/v2/mcp", status: 307, resource: "/v2" },
    ],
    ["elsewhere, without a word of the metadata", { from: "/old", to: "/v2/mcp", status: 307, told: false }],
  ])("%s takes a token for what answered, and it goes nowhere else", async (_, world) => {
    const { origin, asked } = await moved(world);
    const storage = new MemoryTokenStore();
    const client = await Client.connect(
      { type: "http", url: origin + world.from },
      { auth: signIn(storage) },
    );
    expect(await client.callTool("whoami")).toMatchObject({ content: [{ text: "you" }] });
    await client.close();
    expect(asked).toContain(`token for ${origin}${world.resource ?? world.to}`);
    expect(asked.filter((line) => line.includes(` ${world.from} `) && !line.endsWith("-"))).toEqual([]);

    // The next process finds the token in the store, and where it is for.
    asked.length = 0;
    const next = await Client.connect({ type: "http", url: origin + world.from }, { auth: signIn(storage) });
    await next.close();
    expect(
      asked.filter((line) => !line.startsWith(`POST ${world.to} at`) && line.startsWith("POST")),
    ).toEqual([]);
    expect(asked.filter((line) => line.startsWith("token"))).toEqual([]);
  });

  it("is refused if its metadata names neither URL; the error says what to configure", async () => {
    const { origin, asked } = await moved({ from: "/old", to: "/v2/mcp", status: 307, resource: "/v3/mcp" });
    await expect(Client.connect(`${origin}/old`, { auth: signIn(new MemoryTokenStore()) })).rejects.toThrow(
      `describes another resource, ${origin}/v3/mcp. No token was requested. If that is the URL of the server you mean, configure it in place of ${origin}/old`,
    );
    expect(asked.filter((line) => line.startsWith("token"))).toEqual([]);
  });

  it("is reported, and found by an explicit login, too", async () => {
    const { origin } = await moved({ from: "/old", to: "/v2/mcp", status: 307 });
    const events: AuthEvent[] = [];
    const auth = createAuth(signIn(new MemoryTokenStore()), {
      serverUrl: `${origin}/old`,
      onEvent: (event) => events.push(event),
    });
    expect(await auth.login()).toMatchObject({ authorized: true, resource: `${origin}/v2/mcp` });
    expect(events[0]).toMatchObject({ type: "redirected", resource: `${origin}/v2/mcp` });
  });
});
