import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import * as z from "zod";

/** Who authorizes requests to a resource server. */
export interface Authorizer {
  /** For the metadata (RFC 9728). */
  readonly issuer: string;
  /** Of every request. */
  readonly scope: string;
  /** The scopes of an access token that is good for `resource`, separated by spaces. */
  scopeOf(token: string, resource: string): Promise<string | undefined>;
}

export interface ResourceServer {
  /** Of the MCP endpoint. */
  readonly url: string;
  /** Scope that a `tools/call` needs. */
  callScope: string;
  close(): Promise<void>;
}

/** An MCP server with one tool, `whoami`, for the tokens of any authorization server. `port` 0: any. */
export async function startResourceServer(authorizer: Authorizer, port = 0): Promise<ResourceServer> {
  const mcp = createMcpHandler(() => {
    const server = new McpServer({ name: "protected", version: "1" });
    const answer = { content: [{ type: "text" as const, text: "you" }] };
    server.registerTool("whoami", { inputSchema: z.object({}) }, async () => answer);
    return server;
  });
  const http = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => http.listen(port, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const server: ResourceServer = {
    url: `${origin}/mcp`,
    callScope: authorizer.scope,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { issuer, scope } = authorizer;
    if (request.url === "/.well-known/oauth-protected-resource/mcp")
      return json(response, 200, {
        resource: server.url,
        authorization_servers: [issuer],
        scopes_supported: [scope],
      });
    if (request.url !== "/mcp") return json(response, 404, {});
    const body = await text(request);
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
    const granted = token === undefined ? undefined : await authorizer.scopeOf(token, server.url);
    const wanted = body.includes('"tools/call"') ? server.callScope : scope;
    const metadata = `resource_metadata="${origin}/.well-known/oauth-protected-resource/mcp"`;
    if (granted === undefined) {
      response.setHeader("www-authenticate", `Bearer ${metadata}`);
      return json(response, 401, {});
    }
    if (!granted.split(" ").includes(wanted)) {
      const challenge = `Bearer error="insufficient_scope", scope="${wanted}", ${metadata}`;
      response.setHeader("www-authenticate", challenge);
      return json(response, 403, {});
    }
    const { method = "GET", headers } = request;
    const given = Object.entries(headers).filter(
      (one): one is [string, string] => typeof one[1] === "string",
    );
    const answer = await mcp.fetch(
      new Request(server.url, { method, headers: given, ...(body !== "" && { body }) }),
    );
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    if (answer.body === null) response.end();
    else Readable.fromWeb(answer.body as never).pipe(response);
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function text(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}
