import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that answers with who asked, and the authorization server that says who that is. */
export interface Parties {
  readonly url: string;
  readonly origin: string;
  /** What the server speaks from now on. */
  era: "legacy" | "modern";
  /** Requests in a session that another user opened. */
  foreignSessions: number;
  close(): void;
}

const PRM = "/.well-known/oauth-protected-resource";
const JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

export async function startParties(): Promise<Parties> {
  const sessions = new Map<string, string>();
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const { pathname } = new URL(request.url ?? "/", parties.origin);
      if (pathname.startsWith(PRM))
        return json(response, 200, { resource: parties.url, authorization_servers: [parties.origin] });
      if (pathname.startsWith("/.well-known/")) return json(response, 200, metadata(parties.origin));
      if (pathname === "/token") return json(response, 200, tokens(request, new URLSearchParams(body)));
      if (pathname !== "/mcp") return json(response, 404, {});
      if (request.method !== "POST") return json(response, 405, {});
      answer(parties, sessions, request, response, body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const parties: Parties = {
    origin,
    url: `${origin}/mcp`,
    era: "legacy",
    foreignSessions: 0,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return parties;
}

function answer(
  parties: Parties,
  sessions: Map<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
): void {
  const who = request.headers["x-user"] ?? request.headers.authorization?.replace(/^Bearer (?:AT-)?/, "");
  if (typeof who !== "string") {
    response.setHeader("www-authenticate", `Bearer resource_metadata="${parties.origin}${PRM}/mcp"`);
    return json(response, 401, {});
  }
  const { id, method } = JSON.parse(body) as { id?: number; method: string };
  const session = request.headers["mcp-session-id"] as string | undefined;
  if (session !== undefined && sessions.get(session) !== who) parties.foreignSessions++;
  if (id === undefined) return void response.writeHead(202).end();
  if (method === "initialize") {
    const opened = `s${sessions.size}`;
    sessions.set(opened, who);
    response.setHeader("mcp-session-id", opened);
  }
  const modern = parties.era === "modern";
  const result = resultOf(method, who, modern);
  const error = { code: -32_601, message: "no such method" };
  const hint = modern ? { resultType: "complete", ttlMs: 60_000, cacheScope: "private" } : {};
  json(response, 200, {
    jsonrpc: "2.0",
    id,
    ...(result === undefined ? { error } : { result: { ...result, ...hint } }),
  });
}

function resultOf(method: string, who: string, modern: boolean): object | undefined {
  const facts = { capabilities: { tools: {}, resources: {} }, serverInfo: { name: "who", version: "1" } };
  switch (method) {
    case "initialize":
      return modern ? undefined : { protocolVersion: "2025-11-25", ...facts };
    case "server/discover":
      return modern ? { supportedVersions: ["2026-07-28"], ...facts } : undefined;
    case "tools/list":
      return { tools: [{ name: "who", description: who, inputSchema: { type: "object" } }] };
    case "tools/call":
      return { content: [{ type: "text", text: who }] };
    case "resources/read":
      return { contents: [{ uri: "x://me", text: who }] };
    default:
      return undefined;
  }
}

function metadata(origin: string): object {
  return {
    issuer: origin,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
    response_types_supported: ["code"],
    code_challenge_methods_supported: ["S256"],
    grant_types_supported: [JWT_BEARER, "authorization_code", "client_credentials"],
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "none"],
    authorization_response_iss_parameter_supported: true,
  };
}

/** The token names whom it is for: the user whose code, assertion or secret was shown. */
function tokens(request: IncomingMessage, form: URLSearchParams): object {
  const basic = Buffer.from(request.headers.authorization?.split(" ")[1] ?? "", "base64")
    .toString()
    .split(":")[1];
  const shown = ["code", "subject_token", "assertion", "client_assertion", "client_secret"].map((name) =>
    form.get(name),
  );
  const who = (shown.find((value) => value !== null) ?? basic ?? "nobody").replace(/^jag-/, "");
  if (form.get("grant_type")?.endsWith("token-exchange"))
    return {
      access_token: `jag-${who}`,
      issued_token_type: "urn:ietf:params:oauth:token-type:id-jag",
      token_type: "N_A",
      expires_in: 300,
    };
  return { access_token: `AT-${who}`, token_type: "Bearer", expires_in: 3600 };
}

function json(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}
