// CPU of the client's process per call: this package beside the SDK and the bare wire, on the same server, in turn.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Client as SdkClient, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Client } from "fmcp-runtime";
import { bareHttp, barePipe } from "./floors.mjs";
import { cpuMicros, median } from "./measure.mjs";

const SERVER = fileURLToPath(new URL("server.mjs", import.meta.url));
const stdio = { command: process.execPath, args: [SERVER, "stdio"] };

async function ours(target) {
  const client = await Client.connect(target, { protocol: "legacy" });
  return { call: (args) => client.callTool("add", args), close: () => client.close() };
}

async function bare(transport) {
  const client = new SdkClient({ name: "bench", version: "1" }, { versionNegotiation: { mode: "legacy" } });
  await client.connect(transport);
  return { call: (args) => client.callTool({ name: "add", arguments: args }), close: () => client.close() };
}

/** Medians of all peers, measured in turn, in microseconds of CPU per call. */
async function compare(open, { calls, atOnce, args }, rounds) {
  const peers = {};
  for (const [name, one] of Object.entries(open)) peers[name] = await one();
  const names = Object.keys(peers);
  const figures = Object.fromEntries(names.map((name) => [name, []]));
  const round = async (peer, count) => {
    for (let done = 0; done < count; done += atOnce)
      await Promise.all(Array.from({ length: atOnce }, () => peer.call(args)));
  };
  for (const peer of Object.values(peers)) await round(peer, Math.min(calls, 200));
  for (let i = 0; i < rounds; i++) {
    for (const name of i % 2 === 0 ? names : names.toReversed())
      figures[name].push((await cpuMicros(() => round(peers[name], calls))) / calls);
  }
  for (const peer of Object.values(peers)) await peer.close();
  return Object.fromEntries(names.map((name) => [name, median(figures[name])]));
}

export async function benchCalls(rounds) {
  const http = spawn(process.execPath, [SERVER, "http"], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(http.stdout, "data");
  const url = String(line).trim();
  const transports = {
    stdio: {
      floor: () => barePipe(stdio),
      ours: () => ours(stdio),
      sdk: () => bare(new StdioClientTransport(stdio)),
    },
    http: {
      floor: () => bareHttp(url),
      ours: () => ours(url),
      sdk: () => bare(new StreamableHTTPClientTransport(new URL(url))),
    },
  };
  const rows = [];
  for (const [name, open] of Object.entries(transports)) {
    rows.push([
      `${name}, one at a time`,
      await compare(open, { calls: 1_000, atOnce: 1, args: { a: 5, b: 3 } }, rounds),
    ]);
    rows.push([
      `${name}, 50 at once`,
      await compare(open, { calls: 1_000, atOnce: 50, args: { a: 5, b: 3 } }, rounds),
    ]);
  }
  rows.push([
    "stdio, 8 MB answer",
    await compare(transports.stdio, { calls: 2, atOnce: 1, args: { bytes: 8 << 20 } }, rounds),
  ]);
  http.kill();
  return rows;
}

/** CPU per call of a client with retry, cache and three replicas, beside three plain clients that take turns. */
export async function benchLayers(rounds) {
  const options = { protocol: "legacy" };
  const plain = await Promise.all([1, 2, 3].map(() => Client.connect(stdio, options)));
  const full = await Client.connect(stdio, {
    ...options,
    retry: true,
    cache: true,
    replicas: [stdio, stdio],
  });
  let turn = 0;
  const figures = { alone: [], whole: [] };
  const peers = { alone: () => plain[turn++ % 3], whole: () => full };
  for (let i = 0; i <= rounds; i++) {
    for (const [name, next] of Object.entries(peers)) {
      const calls = async () => {
        for (let done = 0; done < 1_000; done++) await next().callTool("add", { a: 5, b: 3 });
      };
      const micros = (await cpuMicros(calls)) / 1_000;
      if (i > 0) figures[name].push(micros);
    }
  }
  await Promise.all([full, ...plain].map((client) => client.close()));
  return { alone: median(figures.alone), whole: median(figures.whole) };
}
