import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Findings } from "../kit/findings.js";
import { printed } from "../kit/printed.js";

/** A secret that says which field it was in. No part of it is a word of a config. */
const mark = (field: string): string => `zq7Mark${field}x93Kd`;

/** Every mode of the command line that prints or writes something, in an order in which each has what it needs. */
const MODES: readonly (readonly string[])[] = [
  ["mcp.json", "--dry-run"],
  ["mcp.json", "--stdout"],
  ["mcp.json"],
  ["mcp.json", "--json"],
  ["check"],
  ["check", "--json"],
  ["check", "--live", "--json", "--yes"],
  ["diff", "--yes"],
  ...["json", "markdown", "github", "html"].map((format) => ["diff", "--yes", "--format", format]),
  ["diff", "--yes", "--accept", "lists", "--allow-partial"],
  ["docs"],
  ["docs", "mcp.json"],
  ["generate", "--offline"],
  ["mcp.json", "-o", "inline", "--inline-config", "--json"],
  ["mcp.json", "-o", "inline", "--inline-config", "--stdout"],
  ["mcp.json", "-o", "inline", "--inline-config"],
  ["check", "mcp.json", "-o", "inline"],
  ["diff", "mcp.json", "-o", "inline", "--format", "json"],
  ["mcp.json", "--server", "exits"],
  ["mcp.json", "--server", "no-such"],
];

/** Secrets in every field of a config; servers that work, and servers that quote what they were given when they fail. */
export async function leaks(root: string, work: string, findings: Findings): Promise<void> {
  const folder = join(work, "leaks");
  mkdirSync(folder, { recursive: true });
  const http = createServer(quote);
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const { port } = http.address() as AddressInfo;
  const stdio = (name: string): object => ({
    command: process.execPath,
    args: [
      join(root, "test/hostile/fixtures/tells-secrets.mjs"),
      name,
      `--api-key=${mark("ArgEquals")}`,
      "--token",
      mark("ArgNext"),
      mark("ArgBare0123456789abcdef"),
      `Authorization: Bearer ${mark("ArgHeader")}`,
      `postgres://user:${mark("ArgUrl")}@db.invalid/x`,
      `https://user:${mark("ArgHttps")}@api.invalid/?key=${mark("ArgQuery")}`,
    ],
    env: {
      API_KEY: mark("Env"),
      HARMLESS: mark("EnvHarmless"),
      FROM: "${FROM_ENV}",
      WITH: "${UNSET:-" + mark("Default") + "}",
    },
    envFile: join(folder, ".env"),
  });
  const remote = (path: string): object => ({
    type: "http",
    url: `http://user:${mark("UrlUser")}@127.0.0.1:${port}/${path}?api_key=${mark("UrlQuery")}&q=${mark("UrlQueryPlain")}`,
    headers: {
      Authorization: `Bearer ${mark("Header")}`,
      "X-Custom": mark("HeaderCustom"),
      "X-From": "${FROM_ENV}",
    },
  });
  const mcpServers = {
    lists: stdio("lists"),
    exits: stdio("exit"),
    refuses: stdio("refuse"),
    web: remote("ok"),
    forbidden: remote("forbidden"),
    broken: remote("broken"),
    error: remote("error"),
    bearer: { type: "http", url: `http://127.0.0.1:${port}/ok`, auth: mark("Auth") },
    oauth: {
      type: "http",
      url: `http://127.0.0.1:${port}/forbidden`,
      auth: { type: "oauth", clientId: "id", clientSecret: mark("ClientSecret") },
    },
    nobody: {
      type: "http",
      url: `http://user:${mark("NobodyUser")}@127.0.0.1:1/x?token=${mark("NobodyQuery")}`,
    },
    missing: {
      command: `${folder}/no-such`,
      args: [`--password=${mark("MissingArg")}`],
      env: { A: mark("MissingEnv") },
    },
  };
  writeFileSync(join(folder, "mcp.json"), JSON.stringify({ mcpServers }, null, 2));
  writeFileSync(join(folder, ".env"), `DOTENV=${mark("DotEnv")}\nexport QUOTED="${mark("DotEnvQuoted")}"\n`);
  const env = { PATH: process.env["PATH"], FROM_ENV: mark("FromEnv") };
  process.env["FROM_ENV"] = mark("FromEnv");
  try {
    for (const mode of MODES) {
      const text = await printed(mode, folder, env);
      findings.tried("secrets, by mode");
      report(findings, `${mode.join(" ")}: output`, text);
      if (text === "" && mode[0] !== "check")
        findings.fault("secrets, by mode", "other", `${mode.join(" ")} said nothing`);
      for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }))
        if (/\.(?:ts|lock\.json)$/.test(path))
          report(findings, `${mode.join(" ")}: ${path}`, readFileSync(join(folder, path), "utf8"));
    }
  } finally {
    delete process.env["FROM_ENV"];
    http.close();
    http.closeAllConnections();
  }
  const written = readdirSync(join(folder, "src/mcp"));
  for (const key of ["lists", "web", "bearer"])
    if (!written.includes(key))
      findings.fault("secrets, by mode", "other", `the server ${key} was not generated`);
}

function report(findings: Findings, where: string, text: string): void {
  for (const [, field] of text.matchAll(/zq7Mark(\w+?)x93Kd/g))
    findings.fault("secrets, by mode", "leaks", `${field} in ${where}`);
}

/** Lists a tool at `/ok`, whose description quotes the URL and the headers; elsewhere refuses, and quotes the URL and the headers of the request. */
function quote(request: IncomingMessage, response: ServerResponse): void {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString()));
  request.on("end", () => {
    const given = `${request.url} ${JSON.stringify(request.headers)} ${body}`;
    const path = request.url?.split("?")[0];
    if (path === "/forbidden")
      return void response
        .writeHead(401, {
          "www-authenticate": `Bearer error="invalid_token", error_description="${given.replaceAll('"', "'")}"`,
        })
        .end(given);
    if (path === "/broken") return void response.writeHead(500).end(given);
    const message = JSON.parse(body || "{}") as { id?: unknown; method?: string };
    if (message.id === undefined) return void response.writeHead(202).end();
    const result =
      message.method === "initialize"
        ? {
            protocolVersion: "2025-11-25",
            capabilities: { tools: {} },
            serverInfo: { name: "web", version: "1" },
          }
        : message.method === "tools/list"
          ? { tools: [{ name: "good", description: given, inputSchema: { type: "object" } }] }
          : undefined;
    const answer =
      result === undefined || path === "/error"
        ? { error: { code: -32_000, message: `refused: ${given}`, data: given } }
        : { result };
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ jsonrpc: "2.0", id: message.id, ...answer }));
  });
}
