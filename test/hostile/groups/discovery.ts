import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createAuth, MemoryTokenStore } from "../../../src/runtime/auth/index.js";
import { generate } from "../../../src/codegen/index.js";
import type { Findings } from "../kit/findings.js";

const GROUP = "auth metadata";
const PUBLIC = "https://mcp.example.com/mcp";
const AS = "https://as.example.com";
const GOOD = {
  issuer: AS,
  authorization_endpoint: `${AS}/authorize`,
  token_endpoint: `${AS}/token`,
  registration_endpoint: `${AS}/register`,
  response_types_supported: ["code"],
  code_challenge_methods_supported: ["S256"],
};

/** 98 and 99: where a server points a client that looks for its authorization server. Nothing here leaves this machine. */
export async function discovery(_root: string, work: string, findings: Findings): Promise<void> {
  const trap = await serve((_request, response) => void response.end("{}"));
  const { port } = new URL(trap.origin);
  const opened: string[] = [];
  const ask = async (
    challenge: string,
    metadata?: Readonly<Record<string, object>>,
  ): Promise<string | undefined> => {
    const auth = createAuth(
      {
        type: "oauth",
        clientId: "id",
        storage: new MemoryTokenStore(),
        openUrl: (url: URL) => void opened.push(url.href),
        callback: { timeoutMs: 200 },
        ...(metadata !== undefined && {
          fetch: async (url: string | URL) => {
            const body = metadata[String(url)];
            return new Response(JSON.stringify(body ?? {}), {
              status: body === undefined ? 404 : 200,
              headers: { "content-type": "application/json" },
            });
          },
        }),
      },
      {
        serverUrl: PUBLIC,
        fetch: async () => new Response("", { status: 401, headers: { "www-authenticate": challenge } }),
      },
    );
    try {
      await auth.fetch(PUBLIC, { method: "POST" });
      return undefined;
    } catch (error) {
      return (error as { readonly code?: string }).code;
    }
  };
  const refused = async (what: string, asked: Promise<string | undefined>): Promise<void> => {
    findings.tried(GROUP);
    const begun = performance.now();
    const code = await asked;
    if (code?.startsWith("AUTH_") !== true) findings.fault(GROUP, "other", `${what}: ${code}`);
    if (performance.now() - begun > 2_000) findings.fault(GROUP, "hangs", what);
  };

  const HOSTS = [
    "127.0.0.1",
    "127.1",
    "0x7f000001",
    "2130706433",
    "0177.0.0.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "localhost",
    "localhost.",
    "x.localhost",
    "0.0.0.0",
  ];
  for (const host of HOSTS)
    for (const scheme of ["http", "https"])
      await refused(
        `98 ${scheme}://${host}`,
        ask(`Bearer resource_metadata="${scheme}://${host}:${port}/x"`),
      );
  for (const url of [
    "http://169.254.169.254/latest/meta-data",
    "https://10.0.0.1/x",
    "https://[fd00::1]/x",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "--flag",
  ])
    await refused(`98 ${url}`, ask(`Bearer resource_metadata="${url}"`));
  const resource = {
    [`${new URL(PUBLIC).origin}/.well-known/oauth-protected-resource/mcp`]: {
      resource: PUBLIC,
      authorization_servers: [AS],
    },
  };
  const CHANGES: readonly object[] = [
    ...[
      "javascript:alert(1)//",
      "file:///etc/passwd",
      "a:$(calc)",
      "--flag",
      `http://127.0.0.1:${port}/authorize`,
      `https://127.0.0.1:${port}/x`,
    ].map((authorization_endpoint) => ({ authorization_endpoint })),
    { token_endpoint: `http://127.0.0.1:${port}/token` },
    { registration_endpoint: `https://localhost:${port}/register` },
    { issuer: "https://evil.example.com" },
    { code_challenge_methods_supported: ["plain"] },
    { code_challenge_methods_supported: undefined },
  ];
  for (const change of CHANGES)
    await refused(
      `99 ${JSON.stringify(change)}`,
      ask("Bearer", {
        ...resource,
        [`${AS}/.well-known/oauth-authorization-server`]: { ...GOOD, ...change },
      }),
    );
  if (opened.length > 0) findings.fault(GROUP, "injections", `99 opened ${opened.join()}`);

  // redirects of a request with a token, met by the generator itself
  for (const status of [301, 302, 307, 308]) {
    findings.tried(GROUP);
    const server = await serve(
      (_request, response) => void response.writeHead(status, { location: `${trap.origin}/mcp` }).end(),
    );
    const { servers } = await generate({
      config: { mcpServers: { s: { type: "http", url: `${server.origin}/mcp`, auth: "zq7Token" } } },
      out: join(work, `redirect-${status}`),
      format: false,
      timeoutMs: 2_000,
    });
    if (servers[0]?.status !== "skipped")
      findings.fault(GROUP, "leaks", `98 redirect ${status} was followed`);
    server.stop();
  }
  if (trap.contacts() > 0)
    findings.fault(
      GROUP,
      "leaks",
      `98 the address that must not be asked was asked ${trap.contacts()} times`,
    );
  trap.stop();
}

async function serve(
  listener: RequestListener,
): Promise<{ readonly origin: string; contacts(): number; stop(): void }> {
  let contacts = 0;
  const server = createServer(listener);
  server.on("connection", () => contacts++);
  server.listen(0);
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    contacts: () => contacts,
    stop: () => void (server.close(), server.closeAllConnections()),
  };
}
