import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { inspect } from "node:util";
import { Client } from "../../../src/runtime/index.js";
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
}

/** One field of a target or of options that holds `secret`. */
type Field = (url: string, secret: string) => readonly [ClientTarget, MultiClientOptions];

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
  fragment: { secrets: [PLAIN], field: (url, s) => [`${url}#access_token=${s}`, {}] },
};

/** Secrets of every field in every form, quoted by a server that fails; looked for in every place that shows text. */
export async function quotedSecrets(root: string, _work: string, findings: Findings): Promise<void> {
  const saying: Saying = { text: "", how: "status" };
  const server = await failing(saying);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
  try {
    for (const [name, { secrets, field }] of Object.entries(FIELDS))
      for (const secret of secrets)
        for (const [form, quote] of Object.entries(FORMS))
          for (const how of ["status", "error"] as const) {
            Object.assign(saying, { text: `denied: ${quote(secret)} is wrong`, how });
            await look(findings, `${name} as ${form}, ${how}`, field(url, secret), quote(secret));
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

async function failing(saying: Saying): Promise<Server> {
  const server = createServer((request: IncomingMessage, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
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
