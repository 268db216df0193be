// Memory of an open client: many of them, each with a session and an answered call, on one HTTP server; sockets are idle. Run in
// a process of its own, with --expose-gc; prints a JSON object of kilobytes per client.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Client as SdkClient, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Client } from "fmcp-runtime";

const CLIENTS = 1_000;
const AT_ONCE = 20;
const ARGS = { a: 5, b: 3 };

const server = fileURLToPath(new URL("server.mjs", import.meta.url));
const http = spawn(process.execPath, [server, "http"], {
  env: { ...process.env, FMCP_BENCH_IDLE_MS: "50" },
  stdio: ["ignore", "pipe", "inherit"],
});
const [line] = await once(http.stdout, "data");
const url = String(line).trim();

const OPEN = {
  ours: async () => {
    const client = await Client.connect(url, { protocol: "legacy" });
    await client.callTool("add", ARGS);
    return client;
  },
  sdk: async () => {
    const client = new SdkClient({ name: "bench", version: "1" }, { versionNegotiation: { mode: "legacy" } });
    await client.connect(new StreamableHTTPClientTransport(new URL(url)));
    await client.callTool({ name: "add", arguments: ARGS });
    return client;
  },
};

/** Bytes in use once sockets are idle and closed by the server. */
async function used() {
  await sleep(1_500);
  for (let i = 0; i < 5; i++) {
    globalThis.gc();
    await sleep(20);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function bytesOf(open) {
  const some = () => Promise.all(Array.from({ length: AT_ONCE }, open));
  for (const client of await some()) await client.close();
  const before = await used();
  const clients = [];
  while (clients.length < CLIENTS) clients.push(...(await some()));
  const bytes = (await used()) - before;
  await Promise.all(clients.map((client) => client.close()));
  return bytes / CLIENTS;
}

const figures = {};
for (const [name, open] of Object.entries(OPEN)) figures[name] = (await bytesOf(open)) / 1_024;
http.kill();
console.log(JSON.stringify(figures));
process.exit();
