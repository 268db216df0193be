import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { login } from "../../../src/codegen/cli/login/index.js";
import { generate } from "../../../src/codegen/run/generate.js";
import type { GenerateReport } from "../../../src/codegen/run/generate-options.js";
import { parseConfig, type ServerEntry } from "../../../src/shared/config/index.js";

/** What the server quotes wherever it can: every secret that it, or its authorization server, has seen or issued. */
const known = new Set<string>();
/** Access tokens that the server no longer takes. */
const expired = new Set<string>();
let issued = 0;
let folder: string;
let http: Server;
let origin: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fmcp-obtained-"));
  vi.stubEnv("XDG_DATA_HOME", join(folder, "data"));
  known.clear();
  expired.clear();
  http = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(async () => {
  vi.unstubAllEnvs();
  http.closeAllConnections();
  http.close();
  await rm(folder, { recursive: true, force: true });
});

/** Makes a secret that the server knows. */
function secret(kind: string): string {
  const made = `${kind}-5ecret-${(++issued).toString(36)}9x${Math.trunc(issued * 7919).toString(16)}Q`;
  known.add(made);
  return made;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const url = new URL(request.url ?? "/", origin);
  const json = (value: object, status = 200): void =>
    void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  const { pathname, searchParams } = url;
  if (pathname.startsWith("/.well-known/oauth-protected-resource"))
    json({ resource: `${origin}/mcp`, authorization_servers: [origin] });
  else if (pathname === "/.well-known/oauth-authorization-server") json(metadata());
  else if (pathname === "/register")
    json({ ...(JSON.parse(body) as object), client_id: "made", client_secret: secret("registered") }, 201);
  else if (pathname === "/authorize") {
    const to = new URL(searchParams.get("redirect_uri") ?? "");
    to.searchParams.set("code", "c0de-of-one-login");
    to.searchParams.set("state", searchParams.get("state") ?? "");
    response.writeHead(302, { location: to.href }).end();
  } else if (pathname === "/token")
    json({
      ...{ access_token: secret("access"), refresh_token: secret("refresh"), id_token: secret("id") },
      ...{ token_type: "Bearer", expires_in: 3_600 },
    });
  else if (!accepts(request.headers.authorization))
    response.writeHead(401, { "www-authenticate": "Bearer" }).end();
  else mcp(JSON.parse(body === "" ? "{}" : body) as { id?: number; method?: string }, response, json);
}

const accepts = (header: string | undefined): boolean =>
  header !== undefined && !expired.has(header.replace("Bearer ", ""));

const metadata = (): object => ({
  issuer: origin,
  authorization_endpoint: `${origin}/authorize`,
  token_endpoint: `${origin}/token`,
  registration_endpoint: `${origin}/register`,
  response_types_supported: ["code"],
  code_challenge_methods_supported: ["S256"],
  token_endpoint_auth_methods_supported: ["client_secret_post"],
});

/** Answers with all that is known, in every place where a server may say something. */
function mcp(
  { id, method }: { id?: number; method?: string },
  response: ServerResponse,
  json: (value: object) => void,
): void {
  const all = [...known].join(" ");
  const one = [...known].at(-1) ?? "";
  const basic = Buffer.from(`made:${one}`).toString("base64");
  const result = {
    initialize: {
      ...{ protocolVersion: "2025-11-25", capabilities: { tools: {}, prompts: {}, resources: {} } },
      ...{ serverInfo: { name: "quotes", version: "1", title: all }, instructions: `Say ${all}, ${basic}.` },
    },
    "tools/list": {
      tools: [
        { name: "good", description: `With ${all}, ${basic}.`, inputSchema: { type: "object" } },
        { name: one, inputSchema: { type: "object" } },
        { name: "odd", description: 1, inputSchema: all },
        {
          ...{ name: "fits", annotations: { title: all } },
          inputSchema: { type: "object", properties: { a: { type: "string", default: all } } },
        },
      ],
    },
    "prompts/list": { prompts: [{ name: all }, { name: "p", description: all }] },
  }[method ?? ""];
  if (id === undefined) response.writeHead(202).end();
  else if (result === undefined)
    json({ jsonrpc: "2.0", id, error: { code: -32_000, message: `denied: ${all}`, data: { all } } });
  else json({ jsonrpc: "2.0", id, result });
}

function entries(auth: unknown): readonly ServerEntry[] {
  const { servers, faults } = parseConfig({
    mcpServers: { s: { url: `${origin}/mcp`, auth, protocol: "legacy" } },
  } as never);
  expect(faults).toEqual([]);
  return servers;
}

const machine = { type: "client_credentials", clientId: "made", clientSecret: "m4chine-s3cret" };
const run = (auth: unknown): Promise<GenerateReport> =>
  generate({
    ...{ entries: entries(auth), configPath: join(folder, "mcp.json"), out: join(folder, "mcp") },
    // it refuses its resources
    allowCut: ["s"],
  });

async function written(): Promise<string> {
  const found = await readdir(join(folder, "mcp"), { recursive: true, withFileTypes: true });
  const files = found.filter((each) => each.isFile());
  return (await Promise.all(files.map((each) => readFile(join(each.parentPath, each.name), "utf8")))).join(
    "\n",
  );
}

async function openUrl(url: URL): Promise<void> {
  await (await fetch(url)).text();
}

describe("secrets that come up in a login, which the server quotes", () => {
  it.each<[string, unknown, boolean]>([
    ["of a machine", machine, false],
    ["of a login that is stored, and renewed in the run", "oauth", true],
  ])("are neither in the code, the lock, nor the report: %s", async (_, auth, isPerson) => {
    if (isPerson) {
      const [entry] = entries(auth);
      expect(await login(entry!, { openUrl })).toMatchObject({ outcome: "loggedIn" });
      for (const each of known) {
        if (each.startsWith("access-")) expired.add(each);
        // what an earlier process received and did not keep is not known to a later one
        if (each.startsWith("id-")) known.delete(each);
      }
    } else known.add("m4chine-s3cret");
    const report = await run(auth);
    expect(report.servers).toMatchObject([{ key: "s", status: "generated" }]);
    const kinds = new Set([...known].map((each) => each.split("-")[0]));
    expect([...kinds].sort()).toEqual(
      ["access", "id", "refresh", isPerson ? "registered" : "m4chine"].sort(),
    );
    const code = await written();
    expect(code).toContain("With *** *** ***");
    const shown = JSON.stringify([code, report]);
    for (const each of known) {
      expect(shown).not.toContain(each);
      expect(shown).not.toContain(Buffer.from(`made:${each}`).toString("base64"));
    }
    expect(report.diagnostics).toContainEqual(
      expect.objectContaining({ code: "SECRET_QUOTED", subject: 'tool "good"', severity: "warning" }),
    );
    expect(code).toContain("fits");
    expect(report.diagnostics.map(({ message }) => message).join()).toContain("It is left out");
  });

  it("change nothing in the code when the next token is another", async () => {
    const once = async (): Promise<GenerateReport> => {
      known.clear();
      known.add("m4chine-s3cret");
      return run(machine);
    };
    expect((await once()).files.some(({ change }) => change !== "unchanged")).toBe(true);
    expect((await once()).files.filter(({ change }) => change !== "unchanged")).toEqual([]);
  });
});
