import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createAuth, MemoryTokenStore, type HttpAuth } from "../../../src/runtime/auth/index.js";

const PUBLIC = "https://mcp.example.com/mcp";
const opened: string[] = [];
const stops: (() => void)[] = [];
afterEach(() => {
  opened.length = 0;
  for (const stop of stops.splice(0)) stop();
});

async function serve(listener: RequestListener): Promise<{ origin: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ""} ${request.url ?? ""} ${request.headers.authorization ?? ""}`);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => void (server.close(), server.closeAllConnections()));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

function json(body: object): Response {
  return new Response(JSON.stringify(body), { status: 200, headers: { "content-type": "application/json" } });
}

/** A public server whose MCP answer is 401 with `challenge`, and whose metadata, where it is reached, is `metadata`. */
function publicServer(
  challenge: string,
  metadata: Record<string, object> = {},
  secret: object = {},
): HttpAuth {
  const send = async (): Promise<Response> =>
    new Response("", { status: 401, headers: { "www-authenticate": challenge } });
  const fetch =
    Object.keys(metadata).length === 0
      ? undefined
      : async (url: string | URL): Promise<Response> =>
          metadata[String(url)] === undefined
            ? new Response("", { status: 404 })
            : json(metadata[String(url)]!);
  return createAuth(
    {
      type: "oauth",
      storage: new MemoryTokenStore(),
      openUrl: (url: URL) => void opened.push(url.href),
      callback: { timeoutMs: 500 },
      ...(fetch && { fetch }),
      ...secret,
    },
    { serverUrl: PUBLIC, fetch: send },
  );
}

const RESOURCE = {
  "https://mcp.example.com/.well-known/oauth-protected-resource/mcp": {
    resource: PUBLIC,
    authorization_servers: ["https://as.example.com"],
  },
};
const good = {
  issuer: "https://as.example.com",
  authorization_endpoint: "https://as.example.com/authorize",
  token_endpoint: "https://as.example.com/token",
  registration_endpoint: "https://as.example.com/register",
  response_types_supported: ["code"],
  code_challenge_methods_supported: ["S256"],
};
const withMetadata = (change: object): Record<string, object> => ({
  ...RESOURCE,
  "https://as.example.com/.well-known/oauth-authorization-server": { ...good, ...change },
});

describe("resource_metadata of a public server", () => {
  it.each([
    "http://169.254.169.254/latest/meta-data",
    "https://169.254.169.254/latest/meta-data",
    "https://127.0.0.1/x",
    "https://127.1/x",
    "https://0x7f000001/x",
    "https://2130706433/x",
    "https://0177.0.0.1/x",
    "https://[::1]/x",
    "https://[::ffff:127.0.0.1]/x",
    "http://[::ffff:127.0.0.1]/x",
    "https://[::ffff:7f00:1]/x",
    "https://[fe80::1]/x",
    "https://[fd00::1]/x",
    "https://10.0.0.1/x",
    "https://192.168.1.1/x",
    "https://172.16.0.1/x",
    "https://100.64.0.1/x",
    "https://0.0.0.0/x",
    "https://localhost/x",
    "https://localhost./x",
    "https://anything.localhost/x",
    "http://public.example.com/x",
    "https://user:secret@public.example.com/x",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:application/json,{}",
    "--flag",
  ])("%s is not asked", async (url) => {
    const { code, message } = (await publicServer(`Bearer resource_metadata="${url}"`)
      .fetch(PUBLIC, { method: "POST" })
      .catch((error: unknown) => error as { code: string; message: string })) as {
      code: string;
      message: string;
    };
    expect(code).toBe("AUTH_UNSAFE_URL");
    expect(message).not.toContain("secret");
    expect(opened).toEqual([]);
  });
});

describe("authorization server metadata", () => {
  it.each([
    ["javascript:", { authorization_endpoint: "javascript:alert(1)//" }],
    ["file:", { authorization_endpoint: "file:///etc/passwd" }],
    ["a command substitution", { authorization_endpoint: "a:$(calc)" }],
    ["an option", { authorization_endpoint: "--flag" }],
    ["plain http", { authorization_endpoint: "http://as.example.com/authorize" }],
    ["loopback", { authorization_endpoint: "https://127.0.0.1/authorize" }],
    ["a token endpoint on a private address", { token_endpoint: "https://10.1.2.3/token" }],
    ["a token endpoint without TLS", { token_endpoint: "http://as.example.com/token" }],
    [
      "a registration endpoint at the cloud's metadata service",
      { registration_endpoint: "https://169.254.169.254/register" },
    ],
    ["another issuer", { issuer: "https://evil.example.com" }],
    ["no S256", { code_challenge_methods_supported: ["plain"] }],
    ["no PKCE at all", { code_challenge_methods_supported: undefined }],
  ])("with %s opens nothing", async (_, change) => {
    const auth = publicServer("Bearer", withMetadata(change), { clientId: "x" });
    await expect(auth.fetch(PUBLIC, { method: "POST" })).rejects.toMatchObject({
      code: expect.stringMatching(/^AUTH_(UNSAFE_URL|DISCOVERY|SERVER)$/) as string,
    });
    expect(opened).toEqual([]);
  });

  it("with quotes and ampersands in its URL opens exactly that URL, encoded", async () => {
    const auth = publicServer(
      "Bearer",
      withMetadata({ authorization_endpoint: 'https://as.example.com/"&calc;`id`|x' }),
      { clientMetadataUrl: "https://app.example.com/client.json", clientId: "x" },
    );
    await auth.fetch(PUBLIC, { method: "POST" }).catch(() => {});
    expect(opened).toHaveLength(1);
    expect(opened[0]).toMatch(/^https:\/\/as\.example\.com\/%22&calc;%60id%60[|%7C]+x\?/);
    expect(opened[0]).not.toMatch(/["\s]/);
  });

  it("about another resource is not used", async () => {
    const auth = publicServer("Bearer", {
      ...withMetadata({}),
      "https://mcp.example.com/.well-known/oauth-protected-resource/mcp": {
        resource: "https://evil.example.com/mcp",
        authorization_servers: ["https://as.example.com"],
      },
    });
    await expect(auth.fetch(PUBLIC, { method: "POST" })).rejects.toMatchObject({
      code: "AUTH_DISCOVERY",
      message: expect.stringContaining("evil.example.com") as string,
    });
  });

  it.each([
    ["that never ends", 1024 * 1024 * 3],
    ["just above the limit", 1024 * 1024 + 1],
  ])("%s is cut off", async (_, size) => {
    const big = await serve((request, response) => {
      if (request.url === "/mcp") return void response.writeHead(401, { "www-authenticate": "Bearer" }).end();
      response.writeHead(200, { "content-type": "application/json" });
      response.end(`{"resource":"${"x".repeat(size)}"}`);
    });
    const auth = createAuth(
      { type: "oauth", storage: new MemoryTokenStore(), openUrl: (url) => void opened.push(url.href) },
      { serverUrl: `${big.origin}/mcp` },
    );
    await expect(auth.fetch(`${big.origin}/mcp`, { method: "POST" })).rejects.toMatchObject({
      code: "AUTH_DISCOVERY",
      message: expect.stringContaining("larger than") as string,
    });
    expect(opened).toEqual([]);
  });
});

describe("redirects", () => {
  it("of discovery do not leave the origin", async () => {
    const secret = await serve((_request, response) => response.end("{}"));
    const server = await serve((request, response) => {
      if (request.url === "/mcp") return void response.writeHead(401, { "www-authenticate": "Bearer" }).end();
      response.writeHead(302, { location: `${secret.origin}/internal` }).end();
    });
    const auth = createAuth(
      { type: "oauth", storage: new MemoryTokenStore(), openUrl: (url) => void opened.push(url.href) },
      { serverUrl: `${server.origin}/mcp` },
    );
    await expect(auth.fetch(`${server.origin}/mcp`, { method: "POST" })).rejects.toMatchObject({
      code: expect.stringMatching(/^AUTH_/) as string,
    });
    expect(secret.asked).toEqual([]);
  });

  it.each([301, 302, 307, 308])(
    "%i of a request with a token carry it to no other origin",
    async (status) => {
      const thief = await serve((_request, response) => response.end("{}"));
      const server = await serve(
        (_request, response) => void response.writeHead(status, { location: `${thief.origin}/mcp` }).end(),
      );
      const { StreamableHTTPClientTransport, Client } = await import("@modelcontextprotocol/client");
      const auth = createAuth("s3cret-token", { serverUrl: `${server.origin}/mcp` });
      const client = new Client({ name: "x", version: "1" });
      await expect(
        client.connect(
          new StreamableHTTPClientTransport(new URL(`${server.origin}/mcp`), { fetch: auth.fetch }),
        ),
      ).rejects.toThrow();
      expect(thief.asked.join("\n")).not.toContain("s3cret-token");
      expect(server.asked.join("\n")).toContain("Bearer s3cret-token");
    },
  );

  it("that the transport follows by hand lose the token at another origin", async () => {
    const other = await serve((_request, response) => response.end("{}"));
    const auth = createAuth("s3cret-token", { serverUrl: "https://mcp.example.com/mcp" });
    await auth.fetch(`${other.origin}/mcp`, { method: "POST" });
    expect(other.asked).toEqual(["POST /mcp "]);
  });
});
