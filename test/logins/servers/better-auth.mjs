// better-auth 1.7 with its OAuth provider: `node better-auth.mjs PORT RESOURCE`, with the packages in the working directory.
// Its login page is ours: it logs in the one user that there is, and the consent page asks. `/scope` says what a token is good for.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [port, resource] = process.argv.slice(2);
const here = createRequire(`${process.cwd()}/x.mjs`);
const load = (name) => import(pathToFileURL(here.resolve(name)).href);
const { betterAuth } = await load("better-auth");
const { memoryAdapter } = await load("better-auth/adapters/memory");
const { jwt } = await load("better-auth/plugins");
const { toNodeHandler } = await load("better-auth/node");
const { oauthProvider, oauthProviderAuthServerMetadata } = await load("@better-auth/oauth-provider");
const { createRemoteJWKSet, jwtVerify } = await load("jose");

const origin = `http://127.0.0.1:${port}`;
const ADA = { email: "ada@example.com", password: "correct horse", name: "Ada" };
const scopes = ["openid", "offline_access", "read", "write"];
const plugins = [
  jwt(),
  oauthProvider({
    loginPage: "/login",
    consentPage: "/consent",
    scopes,
    resources: [resource],
    clientRegistrationDefaultResources: [resource],
    allowDynamicClientRegistration: true,
    allowUnauthenticatedClientRegistration: true,
    silenceWarnings: { oauthAuthServerConfig: true, openidConfig: true },
  }),
];
const models = ["user", "session", "account", "verification"].concat(
  plugins.flatMap(({ schema }) => Object.keys(schema ?? {})),
);
const auth = betterAuth({
  baseURL: origin,
  secret: "of no use to anybody, and longer than thirty-two characters",
  database: memoryAdapter(Object.fromEntries(models.map((model) => [model, []]))),
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  logger: { level: "warn" },
  plugins,
});
const metadata = oauthProviderAuthServerMetadata(auth);
const keys = createRemoteJWKSet(new URL(`${origin}/api/auth/jwks`));
const handler = toNodeHandler(auth);

createServer((request, response) => {
  answer(request, response).catch((error) => response.writeHead(500).end(String(error.stack)));
}).listen(Number(port), "127.0.0.1");
await auth.api.signUpEmail({ body: ADA });

async function answer(request, response) {
  const url = new URL(request.url, origin);
  if (url.pathname.startsWith("/.well-known/oauth-authorization-server")) {
    const answered = await metadata(new Request(url));
    response.writeHead(answered.status, { "content-type": "application/json" }).end(await answered.text());
  } else if (url.pathname === "/scope") {
    const verified = await jwtVerify(url.searchParams.get("token"), keys, { audience: resource }).catch(
      () => undefined,
    );
    response.end(verified?.payload.scope ?? "");
  } else if (url.pathname === "/login") {
    const { headers } = await auth.api.signInEmail({ body: ADA, returnHeaders: true });
    const location = `${origin}/api/auth/oauth2/authorize${url.search}`;
    response.writeHead(302, { location, "set-cookie": headers.getSetCookie() }).end();
  } else if (url.pathname === "/consent" && request.method === "GET") {
    response.writeHead(200, { "content-type": "text/html" });
    response.end(
      `<form method="post"><button type="submit">Allow ${url.searchParams.get("scope")}</button></form>`,
    );
  } else if (url.pathname === "/consent") {
    const answered = await fetch(`${origin}/api/auth/oauth2/consent`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: request.headers.cookie ?? "", origin },
      body: JSON.stringify({ accept: true, oauth_query: url.search.slice(1) }),
    });
    const body = await answered.json();
    const location = body.redirect_uri ?? body.redirectURI ?? body.url;
    if (location === undefined) response.writeHead(500).end(JSON.stringify(body));
    else response.writeHead(302, { location }).end();
  } else handler(request, response);
}
