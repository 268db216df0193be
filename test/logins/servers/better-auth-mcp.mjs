// better-auth 1.6 with its MCP plugin, set up as in the example of the TypeScript SDK 2: `node better-auth-mcp.mjs PORT RESOURCE`, with
// the packages in the working directory. As there, the sign-in page logs in the one user, and nobody is asked to consent. `/scope`
// says what a token is good for.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [port, resource] = process.argv.slice(2);
const here = createRequire(`${process.cwd()}/x.mjs`);
const load = (name) => import(pathToFileURL(here.resolve(name)).href);
const { betterAuth } = await load("better-auth");
const { memoryAdapter } = await load("better-auth/adapters/memory");
const { mcp, oAuthDiscoveryMetadata } = await load("better-auth/plugins");
const { toNodeHandler } = await load("better-auth/node");

const origin = `http://127.0.0.1:${port}`;
const ADA = { email: "ada@example.com", password: "correct horse", name: "Ada" };
const scopes = ["openid", "profile", "email", "offline_access"];
const loginPage = "/sign-in";
const plugin = mcp({
  loginPage,
  resource,
  oidcConfig: { loginPage, defaultScope: "openid", scopes, allowDynamicClientRegistration: true },
});
const models = ["user", "session", "account", "verification", ...Object.keys(plugin.schema ?? {})];
const auth = betterAuth({
  baseURL: origin,
  secret: "of no use to anybody, and longer than thirty-two characters",
  database: memoryAdapter(Object.fromEntries(models.map((model) => [model, []]))),
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  logger: { level: "error" },
  plugins: [plugin],
});
const metadata = oAuthDiscoveryMetadata(auth);
const handler = toNodeHandler(auth);

createServer((request, response) => {
  answer(request, response).catch((error) => response.writeHead(500).end(String(error.stack)));
}).listen(Number(port), "127.0.0.1");
await auth.api.signUpEmail({ body: ADA });

async function answer(request, response) {
  const url = new URL(request.url, origin);
  if (url.pathname === "/.well-known/oauth-authorization-server") {
    const answered = await metadata(new Request(url));
    response.writeHead(answered.status, { "content-type": "application/json" }).end(await answered.text());
  } else if (url.pathname === "/scope") {
    const headers = new Headers({ authorization: `Bearer ${url.searchParams.get("token")}` });
    const session = await auth.api.getMcpSession({ headers });
    const isGood = session !== null && new Date(session.accessTokenExpiresAt) > new Date();
    response.end(isGood ? session.scopes : "");
  } else if (url.pathname === loginPage) {
    const { headers } = await auth.api.signInEmail({ body: ADA, returnHeaders: true });
    const location = `${origin}/api/auth/mcp/authorize${url.search}`;
    response.writeHead(302, { location, "set-cookie": headers.getSetCookie() }).end();
  } else {
    if (url.pathname === "/api/auth/mcp/authorize") {
      url.searchParams.delete("prompt");
      request.url = `${url.pathname}${url.search}`;
    }
    handler(request, response);
  }
}
