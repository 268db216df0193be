import { describe, expect, it } from "vitest";
import {
  createAuth,
  MemoryTokenStore,
  probeAuth,
  type OAuthOptions,
} from "../../../src/runtime/auth/index.js";

const SERVER = "https://mcp.example.com/mcp";
const AS = "https://as.example.com";

interface Server {
  /** What a request with this scope is answered; 200: taken. */
  readonly answer: (scope: string | undefined) => { status: number; challenge?: string };
  readonly supported?: readonly string[];
}

/** Calls a server whose tokens are `at:` and the scopes that the page was asked for. Resolves to the scopes asked for, and how it ended. */
async function call(
  { answer, supported }: Server,
  options: Partial<OAuthOptions> = {},
  times = 1,
): Promise<{ asked: (string | null)[]; result: string }> {
  const pages: URL[] = [];
  const json = (body: object): Response => new Response(JSON.stringify(body));
  const auth = createAuth(
    {
      type: "oauth",
      storage: new MemoryTokenStore(),
      clientId: "c1",
      fetch: async (input, init) => {
        const { pathname } = new URL(input);
        if (pathname.includes("oauth-protected-resource"))
          return json({ resource: SERVER, authorization_servers: [AS], scopes_supported: supported });
        if (pathname.includes("oauth-authorization-server"))
          return json({
            issuer: AS,
            authorization_endpoint: `${AS}/authorize`,
            token_endpoint: `${AS}/token`,
            code_challenge_methods_supported: ["S256"],
          });
        if (pathname === "/token" && String(init?.body).includes("authorization_code"))
          return json({
            access_token: `at:${pages.at(-1)?.searchParams.get("scope") ?? ""}`,
            expires_in: 3600,
          });
        return new Response("", { status: 302 });
      },
      openUrl: async (url: URL) => {
        pages.push(url);
        const back = new URL(url.searchParams.get("redirect_uri") ?? "");
        back.searchParams.set("code", "c");
        back.searchParams.set("state", url.searchParams.get("state") ?? "");
        void fetch(back).then((response) => response.arrayBuffer());
      },
      ...options,
    },
    {
      serverUrl: SERVER,
      fetch: async (_input, init) => {
        const token = new Headers(init?.headers).get("authorization")?.replace("Bearer at:", "");
        const { status, challenge } = answer(token);
        return new Response("", { status, ...(challenge && { headers: { "www-authenticate": challenge } }) });
      },
    },
  );
  let result = "";
  for (let i = 0; i < times; i++)
    result = await auth.fetch(SERVER, { method: "POST" }).then(
      ({ status }) => String(status),
      (error: { code?: string }) => error.code ?? String(error),
    );
  return { asked: pages.map((page) => page.searchParams.get("scope")), result };
}

const has = (scope: string | undefined, wanted: string): boolean => (scope ?? "").split(" ").includes(wanted);
/** Wants any token first, then `wanted`, which it says with `status` and `rest`. */
const wants =
  (wanted: string, status: number, rest: string) =>
  (scope: string | undefined): { status: number; challenge?: string } => {
    if (scope === undefined) return { status: 401, challenge: 'Bearer scope="read"' };
    return has(scope, wanted) ? { status: 200 } : { status, challenge: `Bearer ${rest}` };
  };

describe("a server that wants more than the token has", () => {
  it.each<[string, Server, Partial<OAuthOptions>, (string | null)[], string]>([
    [
      "answers with 403",
      { answer: wants("write", 403, 'error="insufficient_scope", scope="write"') },
      {},
      ["read", "read write"],
      "200",
    ],
    [
      "answers with 401",
      { answer: wants("write", 401, 'error="insufficient_scope", scope="write"') },
      {},
      ["read", "read write"],
      "200",
    ],
    [
      "answers without quotes",
      { answer: wants("write", 403, "error=insufficient_scope scope=write") },
      {},
      ["read", "read write"],
      "200",
    ],
    [
      "does not say what, but its metadata does",
      { answer: wants("write", 403, 'error="insufficient_scope"'), supported: ["read", "write"] },
      {},
      ["read", "read write"],
      "200",
    ],
    [
      "does not say what, and neither does its metadata",
      { answer: wants("write", 403, 'error="insufficient_scope"') },
      {},
      ["read"],
      "AUTH_SCOPE",
    ],
    [
      "does not say what, and the scopes are fixed",
      { answer: wants("write", 403, 'error="insufficient_scope"'), supported: ["read", "write"] },
      { scopes: "read" },
      ["read"],
      "AUTH_SCOPE",
    ],
    [
      "wants one that is never enough",
      { answer: wants("no such", 403, 'error="insufficient_scope", scope="write"') },
      {},
      ["read", "read write"],
      "AUTH_SCOPE",
    ],
    [
      "takes the token no more, and names another scope",
      { answer: wants("write", 401, 'error="invalid_token", scope="write"') },
      {},
      ["read", "read write"],
      "200",
    ],
    ["answers with 403 and no challenge", { answer: wants("write", 403, "") }, {}, ["read"], "403"],
  ])("%s", async (_, server, options, asked, result) => {
    expect(await call(server, options)).toEqual({ asked, result });
  });

  it("shows a page for each further scope, but no more than three in one call", async () => {
    let next = 0;
    const answer = (scope: string | undefined): { status: number; challenge?: string } =>
      scope === undefined
        ? { status: 401, challenge: "Bearer" }
        : { status: 403, challenge: `Bearer error="insufficient_scope", scope="s${next++}"` };
    const { asked, result } = await call({ answer });
    expect(asked).toEqual([null, "s0", "s0 s1"]);
    expect(result).toBe("AUTH_REFUSED");
  });
});

describe("a server is asked without credentials", () => {
  const server = (get: number, post: number): typeof fetch => {
    return (async (_url, init) =>
      new Response("", { status: init?.method === "GET" ? get : post })) as typeof fetch;
  };
  it.each([
    ["401 to GET", 401, 200, true],
    ["405 to GET and 401 to POST, as one without streams", 405, 401, true],
    ["404 to GET and 401 to POST", 404, 401, true],
    ["406 to GET and 200 to POST", 406, 200, false],
    ["405 to GET and 400 to POST", 405, 400, false],
    ["200 to GET", 200, 401, false],
    ["500 to GET", 500, 401, false],
  ])("%s", async (_, get, post, wanted) => {
    expect(await probeAuth(SERVER, server(get, post))).toBe(wanted);
  });
});
