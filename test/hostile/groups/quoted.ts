import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { inspect } from "node:util";
import { Client } from "../../../src/runtime/index.js";
import type { Auth } from "../../../src/runtime/auth/auth.js";
import type { MultiClientOptions } from "../../../src/runtime/backend/backend-options.js";
import type { ClientTarget } from "../../../src/runtime/transport/client-target.js";
import type { Findings } from "../kit/findings.js";

const SIGNS = 'qS3cret/With+Sl4sh=1&"quoted"\\x';
const KEY =
  "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n-----END PRIVATE KEY-----\n";
const PLAIN = "tokSecretValue88yy";
const PIN = "9471";

/** How a server may quote what it was given. */
const FORMS: Readonly<Record<string, (secret: string) => string>> = {
  raw: (secret) => secret,
  percent: encodeURIComponent,
  json: (secret) => JSON.stringify(secret).slice(1, -1),
  base64: (secret) => Buffer.from(secret).toString("base64"),
  "base64 at 1": (secret) => Buffer.from(`x${secret}`).toString("base64"),
  "base64 at 2": (secret) => Buffer.from(`xy${secret}`).toString("base64"),
  basic: (secret) => Buffer.from(`user:${secret}`).toString("base64"),
  hex: (secret) => Buffer.from(secret).toString("hex"),
};

/** What the server says next: the answer to every request. */
interface Saying {
  text: string;
  how: "status" | "error";
  /** The token that its authorization server issues; `undefined`: it asks for none. */
  issues: string | undefined;
}

/** One field of a target or of options that holds `secret`. */
type Field = (url: string, secret: string, saying: Saying) => readonly [ClientTarget, MultiClientOptions];

const EC_KEY = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
  ...{ type: "pkcs8", format: "pem" },
}) as string;
/** Logs in to the server's own authorization server, which issues `token`. */
function login(url: string, auth: object, token: string, saying: Saying): ReturnType<Field> {
  saying.issues = token;
  return [url, { auth: { clientId: "me", ...auth } as Auth }];
}

const FIELDS: Readonly<Record<string, { readonly secrets: readonly string[]; readonly field: Field }>> = {
  header: { secrets: [SIGNS, PLAIN, PIN], field: (url, s) => [{ url, headers: { "X-Pass": s } }, {}] },
  "header function": { secrets: [PLAIN], field: (url, s) => [{ url, headers: () => ({ "X-Pass": s }) }, {}] },
  auth: { secrets: [PLAIN], field: (url, s) => [url, { auth: s }] },
  "auth function": { secrets: [PLAIN], field: (url, s) => [url, { auth: () => s }] },
  bearer: { secrets: [PLAIN], field: (url, s) => [url, { auth: { type: "bearer", token: s } }] },
  "auth of a config": { secrets: [PLAIN], field: (url, s) => [{ mcpServers: { s: { url, auth: s } } }, {}] },
  query: { secrets: [SIGNS, PLAIN], field: (url, s) => [`${url}?api_key=${encodeURIComponent(s)}`, {}] },
  password: {
    secrets: [SIGNS, PLAIN],
    field: (url, s) => [url.replace("//", `//bob:${encodeURIComponent(s)}@`), {}],
  },
  "client secret": {
    secrets: [SIGNS, PLAIN],
    field: (url, s, saying) =>
      login(url, { type: "client_credentials", clientSecret: s }, "an-access-t0ken", saying),
  },
  "token that was obtained": {
    secrets: [PLAIN],
    field: (url, s, saying) =>
      login(url, { type: "client_credentials", clientSecret: "an0ther-s3cret" }, s, saying),
  },
  "private key": {
    secrets: [EC_KEY],
    field: (url, s, saying) =>
      login(url, { type: "private_key_jwt", privateKey: s, algorithm: "ES256" }, "an-access-t0ken", saying),
  },
  fragment: { secrets: [PLAIN], field: (url, s) => [`${url}#access_token=${s}`, {}] },
};

/** Secrets of every field in every form, quoted by a server that fails; looked for in every place that shows text. */
export async function quotedSecrets(root: string, _work: string, findings: Findings): Promise<void> {
  const saying: Saying = { text: "", how: "status", issues: undefined };
  const server = await failing(saying);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
  try {
    for (const [name, { secrets, field }] of Object.entries(FIELDS))
      for (const secret of secrets)
        for (const [form, quote] of Object.entries(FORMS))
          for (const how of ["status", "error"] as const) {
            Object.assign(saying, { text: `denied: ${quote(secret)} is wrong`, how, issues: undefined });
            await look(findings, `${name} as ${form}, ${how}`, field(url, secret, saying), quote(secret));
          }
    for (const [form, mode] of Object.entries({
      raw: "raw",
      percent: "url",
      json: "json",
      base64: "b64",
      basic: "basic",
    }))
      for (const secret of [SIGNS, KEY, PLAIN, PIN])
        for (const how of ["exit", "error"]) {
          const script = join(root, "test/hostile/fixtures/quotes-secret.mjs");
          const target = {
            command: process.execPath,
            args: [script, mode, how],
            env: { SECRET: secret },
            stderr: "ignore",
          };
          const quoted = (FORMS[form] ?? String)(secret);
          await look(findings, `env as ${form}, ${how}`, [target as ClientTarget, {}], quoted);
          if (secret !== SIGNS && secret !== PLAIN) continue;
          const args = [script, mode, how, "--token", secret];
          const flagged = { command: process.execPath, args, stderr: "ignore" } as ClientTarget;
          await look(findings, `a flag as ${form}, ${how}`, [flagged, {}], quoted);
        }
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function look(
  findings: Findings,
  where: string,
  [target, options]: readonly [ClientTarget, MultiClientOptions],
  quoted: string,
): Promise<void> {
  findings.tried("secrets, quoted");
  const seen: string[] = [];
  const client = new Client(target, options);
  client.onAny((event) => seen.push(inspect(event, { depth: 9 }), JSON.stringify(event) ?? ""));
  const places: Record<string, string> = {
    "console.log(client)": inspect(client, { depth: 9, showHidden: true }),
  };
  try {
    await client.connect();
    await client.listTools();
    findings.fault("secrets, quoted", "other", `${where}: nothing failed`);
  } catch (error) {
    const { message, stack = "", cause } = error as Error;
    if (!/denied: |bad credential /.test(message))
      findings.fault("secrets, quoted", "other", `${where}: the server was not quoted: ${message}`);
    Object.assign(places, {
      message,
      stack,
      cause: inspect(cause, { depth: 9, showHidden: true }),
      inspect: inspect(error, { depth: 9, showHidden: true }),
      toJSON: JSON.stringify(error),
    });
  } finally {
    await client.close();
  }
  places["events"] = seen.join("\n");
  places["JSON.stringify(client)"] = JSON.stringify(client);
  for (const [place, text] of Object.entries(places))
    if (pieces(quoted).some((piece) => text.includes(piece)))
      findings.fault("secrets, quoted", "leaks", `${where}: in ${place}`);
}

/** Every line of it that says something. */
function pieces(quoted: string): readonly string[] {
  return [quoted, ...quoted.split("\n").filter((line) => line.length > 10 && !line.startsWith("-----"))];
}

/** What the server answers before a request carries a token; `undefined`: it does. */
function loginAnswer(
  request: IncomingMessage,
  token: string,
): { readonly status: number; readonly headers: Record<string, string>; readonly body: object } | undefined {
  const origin = `http://${request.headers.host}`;
  const answers: Readonly<Record<string, object>> = {
    "/.well-known/oauth-protected-resource/mcp": {
      resource: `${origin}/mcp`,
      authorization_servers: [origin],
    },
    "/.well-known/oauth-authorization-server": {
      ...{ issuer: origin, token_endpoint: `${origin}/token`, authorization_endpoint: `${origin}/a` },
      ...{ response_types_supported: ["code"], code_challenge_methods_supported: ["S256"] },
      token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt"],
    },
    "/token": { access_token: token, token_type: "Bearer", expires_in: 600 },
  };
  const body = answers[request.url ?? ""];
  if (body !== undefined) return { status: 200, headers: { "content-type": "application/json" }, body };
  if (request.headers.authorization !== undefined) return undefined;
  return { status: 401, headers: { "www-authenticate": "Bearer" }, body: {} };
}

async function failing(saying: Saying): Promise<Server> {
  const server = createServer((request: IncomingMessage, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const login = saying.issues === undefined ? undefined : loginAnswer(request, saying.issues);
      if (login !== undefined)
        return void response.writeHead(login.status, login.headers).end(JSON.stringify(login.body));
      const { id = 1 } = JSON.parse(body || "{}") as { id?: number };
      const error = { code: -32_000, message: saying.text, data: { text: saying.text } };
      if (saying.how === "status") response.writeHead(500).end(saying.text);
      else
        response
          .writeHead(200, { "content-type": "application/json" })
          .end(JSON.stringify({ jsonrpc: "2.0", id, error }));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}
