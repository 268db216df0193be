// Proxies in front of the server of the benchmarks, each a process on stdio: ours, FastMCP's and mcporter's. One that is not installed is left out.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const SERVER = join(root, "test/bench/server.mjs");
const behind = { command: process.execPath, args: [SERVER, "stdio"] };
const MCPORTER = "0.12.3";

/** The commands of all proxies that are installed, by name; `direct` is the server itself. */
export function proxies() {
  const folder = mkdtempSync(join(tmpdir(), "proxies-"));
  const write = (name, entry) => {
    const config = join(folder, name);
    writeFileSync(config, JSON.stringify({ mcpServers: { bench: entry } }));
    return config;
  };
  const config = write("mcp.json", behind);
  const found = {
    direct: [behind.command, ...behind.args],
    "fmcp-codegen": [process.execPath, join(root, "bin/fmcp-codegen.js"), "serve", config, "--yes"],
    FastMCP: fastmcp(config),
    mcporter: mcporter(write("mcporter.json", { ...behind, lifecycle: "keep-alive" })),
  };
  return Object.fromEntries(Object.entries(found).filter(([, command]) => command !== undefined));
}

function fastmcp(config) {
  const python = join(root, ".cache/python/bin/python");
  if (!existsSync(python)) return undefined;
  const code = `import json
from fastmcp.server import create_proxy
create_proxy(json.load(open(${JSON.stringify(config)}))).run(show_banner=False)`;
  return [python, "-c", code];
}

/** mcporter needs Node 24, which npm has as a package. */
function mcporter(config) {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), `fmcp-mcporter-${MCPORTER}`);
  const node = join(cache, "node_modules/.bin/node");
  const cli = join(cache, "node_modules/mcporter/dist/cli.js");
  if (!existsSync(cli)) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(join(cache, "package.json"), '{ "private": true }');
    const packages = [`mcporter@${MCPORTER}`, "node@24"];
    spawnSync("npm", ["install", "--no-audit", "--no-fund", ...packages], { cwd: cache, stdio: "ignore" });
  }
  if (!existsSync(cli) || !existsSync(node)) return undefined;
  return [node, cli, "--config", config, "serve", "--stdio"];
}

/** Starts a command with a session of 2025-11-25. */
export async function open([command, ...args]) {
  const mark = `FMCP_PROXY=${process.pid}.${Math.random()}`;
  const [name, value] = mark.split("=");
  const child = spawn(command, args, {
    stdio: ["pipe", "pipe", process.env.SHOW ? "inherit" : "ignore"],
    env: { ...process.env, [name]: value },
  });
  const waiting = new Map();
  let rest = "";
  let count = 0;
  child.stdout.setEncoding("utf8").on("data", (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      const { id, method, ...answer } = JSON.parse(line);
      if (method === undefined) waiting.get(id)?.(answer);
      waiting.delete(id);
    }
  });
  const write = (message) => child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  const request = (method, params) =>
    new Promise((resolve, reject) => {
      const id = ++count;
      waiting.set(id, ({ result, error }) =>
        error === undefined ? resolve(result) : reject(new Error(`${method}: ${JSON.stringify(error)}`)),
      );
      write({ id, method, params });
    });
  await request("initialize", {
    protocolVersion: "2025-11-25",
    capabilities: {},
    clientInfo: { name: "bench", version: "1" },
  });
  write({ method: "notifications/initialized" });
  const { tools } = await request("tools/list", {});
  const tool = tools.find((each) => each.name.endsWith("add")).name;
  return {
    call: () => request("tools/call", { name: tool, arguments: { a: 5, b: 3 } }),
    cpuMicros: () => cpuOf(mark),
    close: () => {
      for (const pid of marked(mark)) if (pid !== process.pid) process.kill(pid, "SIGKILL");
      child.kill();
    },
  };
}

/** CPU of a proxy with all its processes except the server behind, in microseconds (Linux). */
function cpuOf(mark) {
  let ticks = 0;
  for (const pid of marked(mark)) {
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(SERVER)) continue;
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
      ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // it has ended
    }
  }
  return ticks * 10_000;
}

function marked(mark) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(mark);
      } catch {
        return false;
      }
    })
    .map(Number);
}
