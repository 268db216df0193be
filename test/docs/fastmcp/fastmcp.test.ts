import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runInThisContext } from "node:vm";
import { InMemoryTransport } from "@modelcontextprotocol/client";
import { McpServer } from "@modelcontextprotocol/server";
import { transform } from "esbuild";
import { execaNode } from "execa";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import * as extensions from "../../../src/runtime/extensions.js";
import * as runtime from "../../../src/runtime/index.js";
import * as multi from "../../../src/runtime/multi.js";
import { toServer } from "../../../src/runtime/server.js";
import { skillsOf } from "../../../src/runtime/skills.js";
import * as transports from "../../../src/runtime/transport.js";
import { pythonWithFastmcp } from "../../interop/peers/python.js";
import { fastmcpPeer, type Peer } from "../../interop/peers/start.js";
import { tableRows } from "./rows.js";
import { WANTED } from "./wanted.js";

const { Client } = runtime;
const root = fileURLToPath(new URL("../../..", import.meta.url));
const script = fileURLToPath(new URL("server.py", import.meta.url));
const nodeScript = fileURLToPath(new URL("../../codegen/cli/fixtures/shell.mjs", import.meta.url));
const rows = tableRows(readFileSync(join(root, "docs/fastmcp.md"), "utf8"));
const python = pythonWithFastmcp() ?? "";

/** Makes a function of a snippet of the page; one that declares a name gives what the name stands for. */
async function compile(snippet: string, names: readonly string[]): Promise<(...scope: unknown[]) => unknown> {
  const name = /^(?:const|await using) (\w+) = /.exec(snippet)?.[1];
  const body =
    name === undefined ? `return (${snippet});` : `${snippet}; await ${name}.listTools(); return ${name};`;
  const source = `(async (${names.join(", ")}) => { ${body} })`;
  const { code } = await transform(source, { loader: "ts", target: "node20" });
  return runInThisContext(code) as (...scope: unknown[]) => unknown;
}

describe.skipIf(python === "")("docs/fastmcp.md", () => {
  let peer: Peer;
  let clients: Record<"client" | "legacy" | "group", runtime.Client>;
  let scope: Readonly<Record<string, unknown>>;
  const folder = mkdtempSync(join(tmpdir(), "fastmcp-page-"));

  beforeAll(async () => {
    vi.stubEnv("PATH", [dirname(python), process.env["PATH"]].join(delimiter));
    peer = await fastmcpPeer(python, "../../docs/fastmcp/server.py", "http");
    const url = peer.target as string;
    const path = join(folder, "mcp.json");
    writeFileSync(path, JSON.stringify({ mcpServers: { table: { url } } }));
    clients = {
      client: await Client.connect(url),
      legacy: await Client.connect(url, { preferEra: "legacy", handlers: { roots: [folder] } }),
      group: await Client.connect({ mcpServers: { one: { url }, two: { url } } }),
    };
    const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    scope = {
      ...{ ...runtime, ...extensions, ...multi, ...transports, toServer, skillsOf, z },
      ...{ ...clients, url, script, path },
      key: key.export({ type: "pkcs8", format: "pem" }),
      server: new McpServer({ name: "memory", version: "1.0.0" }),
      transport: InMemoryTransport.createLinkedPair()[0],
    };
  }, 60_000);
  afterAll(async () => {
    vi.unstubAllEnvs();
    await Promise.all(Object.values(clients).map((client) => client.close()));
    await peer.close();
  });

  it("names all that the client of FastMCP has", () => {
    const printed = execFileSync(python, [fileURLToPath(new URL("names.py", import.meta.url))], {
      encoding: "utf8",
    });
    const { version, names } = JSON.parse(printed) as { version: string; names: readonly string[] };
    const written = new Set(rows.flatMap(({ there }) => there.match(/\w+/g) ?? []));
    const missing = names.filter((name) => !written.has(name));
    // a newer FastMCP than the page was written for may have more
    if (/^4\.[012]\./.test(version)) expect(missing).toEqual([]);
    else if (missing.length > 0) console.log(`FastMCP ${version} also has: ${missing.join(", ")}`);
  });

  it("every row has a counterpart, or says why there is none", () => {
    expect(rows.filter(({ here, note }) => here === undefined && note === "")).toEqual([]);
    expect(Object.keys(WANTED).filter((name) => !rows.some(({ there }) => there === name))).toEqual([]);
  });

  it.each(rows.flatMap(({ there, here }) => (here === undefined ? [] : [[there, here] as const])))(
    "%s is %s",
    async (there, here) => {
      if (here.startsWith("fmcp-codegen ")) {
        const words = here
          .replace(/\b(?:script|url)$/, (name) => scope[name] as string)
          .split(" ")
          .slice(1);
        const { stdout } = await execaNode(join(root, "bin/fmcp-codegen.js"), words, {
          cwd: folder,
          stdin: "ignore",
        });
        return expect(stdout).toEqual(WANTED[there]);
      }
      const snippet = here.replace('"server.js"', JSON.stringify(nodeScript));
      const value = await (await compile(snippet, Object.keys(scope)))(...Object.values(scope));
      if (there in WANTED) return expect(value).toEqual(WANTED[there]);
      if (here.startsWith("await using")) return; // closed by now
      await using made = value instanceof Client ? value : new Client(value as runtime.ClientTarget);
      await made.connect();
      expect((await made.listTools()).length).toBeGreaterThan(0);
    },
    30_000,
  );
});
