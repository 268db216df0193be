import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { goProgram } from "../installed.js";
import type { LoginServer } from "../login-server.js";
import { person } from "../person.js";
import { freePort, startProgram } from "../process.js";
import { startResourceServer } from "../resource-server.js";

const HYDRA = {
  name: "hydra",
  path: "github.com/ory/hydra/v2",
  version: "v2.3.0",
  replace: {
    "github.com/gobuffalo/pop/v6": "github.com/ory/pop/v6@v6.2.1-0.20241121111754-e5dfc0f3344b",
  },
};

/** The login and consent pages that Hydra leaves to others. `admin`: Hydra's own API. */
async function startPages(port: number, admin: string): Promise<Server> {
  const api = async (kind: string, challenge: string, accept?: object): Promise<Record<string, unknown>> => {
    const path = `/admin/oauth2/auth/requests/${kind}${accept === undefined ? "" : "/accept"}`;
    const response = await fetch(`${admin}${path}?${kind}_challenge=${encodeURIComponent(challenge)}`, {
      ...(accept && { method: "PUT", body: JSON.stringify(accept) }),
      headers: { "content-type": "application/json" },
    });
    return (await response.json()) as Record<string, unknown>;
  };
  const accepted = async (kind: string, challenge: string): Promise<unknown> => {
    if (kind === "login") return (await api(kind, challenge, { subject: "ada" }))["redirect_to"];
    const { requested_scope, requested_access_token_audience } = await api(kind, challenge);
    const granted = {
      grant_scope: requested_scope,
      grant_access_token_audience: requested_access_token_audience,
    };
    return (await api(kind, challenge, granted))["redirect_to"];
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://pages");
    const kind = pathname.slice(1);
    const challenge = searchParams.get(`${kind}_challenge`);
    if (challenge === null) return void response.writeHead(404).end(request.url);
    if (request.method === "POST")
      return void response.writeHead(302, { location: String(await accepted(kind, challenge)) }).end();
    const asks = `<form method="post"><button type="submit">Accept ${kind}</button></form>`;
    response.writeHead(200, { "content-type": "text/html" }).end(asks);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return server;
}

const hydra: LoginServer = {
  name: "Ory Hydra 2.3",
  inCi: false,
  lacks: {},
  async start() {
    const program = await goProgram(HYDRA);
    const [port, adminPort, pagesPort] = [await freePort(), await freePort(), await freePort()];
    const [issuer, admin, pages] = [port, adminPort, pagesPort].map((one) => `http://127.0.0.1:${one}`);
    const env = {
      DSN: "memory",
      SECRETS_SYSTEM: "of no use to anybody and long",
      SERVE_PUBLIC_PORT: String(port),
      SERVE_PUBLIC_HOST: "127.0.0.1",
      SERVE_ADMIN_PORT: String(adminPort),
      SERVE_ADMIN_HOST: "127.0.0.1",
      URLS_SELF_ISSUER: issuer ?? "",
      URLS_LOGIN: `${pages}/login`,
      URLS_CONSENT: `${pages}/consent`,
      OIDC_DYNAMIC_CLIENT_REGISTRATION_ENABLED: "true",
      OIDC_DYNAMIC_CLIENT_REGISTRATION_DEFAULT_SCOPE: "read write offline_access openid",
      // Not in its metadata otherwise.
      WEBFINGER_OIDC_DISCOVERY_CLIENT_REGISTRATION_URL: `${issuer}/oauth2/register`,
      SQA_OPT_OUT: "true",
    };
    const server = await startResourceServer({
      issuer: issuer ?? "",
      scope: "read",
      scopeOf: async (token) => {
        const body = new URLSearchParams({ token });
        const answer = await fetch(`${admin}/admin/oauth2/introspect`, { method: "POST", body });
        const { active, scope } = (await answer.json()) as { active: boolean; scope?: string };
        return active ? (scope ?? "") : undefined;
      },
    });
    const pagesServer = await startPages(pagesPort, admin ?? "");
    const isUp = ({ ok }: Response): boolean => ok;
    const command = [program, "serve", "all", "--dev"] as const;
    const stop = await startProgram(command, `${issuer}/health/ready`, { env, isUp });
    return {
      url: server.url,
      tool: ["whoami", {}],
      agree: person("ada", "x"),
      wantMore: () => void (server.callScope = "write"),
      stop: async () => {
        await server.close();
        await stop();
        pagesServer.close();
      },
    };
  },
};

export const HYDRA_ROWS: readonly LoginServer[] = [hydra];
