import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import * as z from "zod";
import type { AuthorizationServer } from "./authorization-server.js";

export interface ProtectedServer {
  /** Of the MCP endpoint. */
  readonly url: string;
  /** What it asked of requests so far. */
  readonly counts: { requests: number; unauthorized: number; forbidden: number; calls: number };
  /** `authorization_servers` of its metadata. */
  issuer: string;
  /** Scope that a `tools/call` needs; default `read`. */
  callScope: string;
  /** Sent in place of the metadata, while set. */
  metadata: object | undefined;
  close(): Promise<void>;
}

/** An MCP server (both eras) that takes access tokens of `authorizationServer`, made for itself, with scope `read`. */
export async function startProtectedServer(
  authorizationServer: AuthorizationServer,
): Promise<ProtectedServer> {
  const mcp = createMcpHandler(() => {
    const server = new McpServer({ name: "protected", version: "1" });
    server.registerTool("whoami", { inputSchema: z.object({}) }, async () => ({
      content: [{ type: "text", text: "you" }],
    }));
    return server;
  });
  const http = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const server: ProtectedServer = {
    url: `${origin}/mcp`,
    counts: { requests: 0, unauthorized: 0, forbidden: 0, calls: 0 },
    issuer: authorizationServer.issuer,
    callScope: "read",
    metadata: undefined,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith("/.well-known/oauth-protected-resource")) {
      return json(
        response,
        200,
        server.metadata ?? {
          resource: server.url,
          authorization_servers: [server.issuer],
          scopes_supported: ["read"],
        },
      );
    }
    if (request.url !== "/mcp") return json(response, 404, {});
    server.counts.requests++;
    const body = await text(request);
    const method = body === "" ? undefined : (JSON.parse(body) as { method?: string }).method;
    const metadata = `resource_metadata="${origin}/.well-known/oauth-protected-resource/mcp"`;
    const [scheme, value = ""] = (request.headers.authorization ?? "").split(" ");
    const token =
      (await authorizationServer.provider.AccessToken.find(value)) ??
      (await authorizationServer.provider.ClientCredentials.find(value));
    if (
      token === undefined ||
      token.isExpired ||
      String(token.aud) !== server.url ||
      (token.jkt !== undefined && scheme !== "DPoP")
    ) {
      server.counts.unauthorized++;
      response.setHeader(
        "www-authenticate",
        `Bearer ${value === "" ? "" : 'error="invalid_token", '}${metadata}`,
      );
      return json(response, 401, { error: "invalid_token" });
    }
    const wanted = method === "tools/call" ? server.callScope : "read";
    if (!token.scope?.split(" ").includes(wanted)) {
      server.counts.forbidden++;
      response.setHeader(
        "www-authenticate",
        `Bearer error="insufficient_scope", scope="${wanted}", ${metadata}`,
      );
      return json(response, 403, { error: "insufficient_scope" });
    }
    if (method === "tools/call") server.counts.calls++;
    const answer = await mcp.fetch(
      new Request(server.url, {
        method: request.method ?? "GET",
        headers: headers(request),
        ...(body !== "" && { body }),
      }),
    );
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    if (answer.body === null) response.end();
    else Readable.fromWeb(answer.body as never).pipe(response);
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function headers(request: IncomingMessage): Headers {
  return new Headers(
    Object.entries(request.headers).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}

async function text(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}
