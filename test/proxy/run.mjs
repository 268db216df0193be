// `npm run proxy [-- URL]`: what the official conformance suite, server side, finds in front of `fmcp-codegen serve` beside what it finds
// behind it. Whatever passes behind has to pass in front. Without a URL the server behind is server-everything over Streamable HTTP.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compare, results } from "./compare.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const suite = join(
  process.env.CONFORMANCE_CACHE ?? join(homedir(), ".cache/fmcp-conformance"),
  process.env.CONFORMANCE_VERSION ?? "0.2.0-alpha.12",
);
const main = join(suite, "node_modules/@modelcontextprotocol/conformance/dist/index.js");
if (!existsSync(main)) {
  console.log(`skipped: no conformance suite at ${suite} (\`npm run conformance\` installs it)`);
  process.exit(0);
}

if (process.argv[2] === "overhead") {
  await import("./overhead.mjs");
  process.exit();
}

const children = [];
try {
  const behind = process.argv[2] ?? (await everything());
  const front = await serve(behind);
  let lost = 0;
  for (const revision of ["2025-11-25", "2026-07-28"]) {
    const { rows, passed } = compare(run(behind, revision), run(front, revision));
    console.log(`${revision}: ${passed} scenarios pass behind, ${passed - rows.length} of them in front`);
    for (const row of rows) console.log(`  ${row}`);
    lost += rows.length;
  }
  process.exitCode = lost === 0 ? 0 : 1;
} finally {
  for (const child of children) child.kill();
}

/** The results of one revision, by scenario. */
function run(url, revision) {
  const out = mkdtempSync(join(tmpdir(), "proxy-"));
  const shim =
    Number(process.versions.node.split(".")[0]) < 22 ? [`--import=file://${suite}/globsync-shim.mjs`] : [];
  const { stdout } = spawnSync(
    process.execPath,
    [...shim, main, "server", "--url", url, "--requirements", revision, "-o", out],
    { encoding: "utf8", maxBuffer: 2 ** 26 },
  );
  rmSync(out, { recursive: true, force: true });
  return results(stdout);
}

async function everything() {
  const port = await freePort();
  const script = join(root, "node_modules/@modelcontextprotocol/server-everything/dist/index.js");
  start([script, "streamableHttp"], { PORT: String(port) });
  const url = `http://127.0.0.1:${port}/mcp`;
  for (
    let i = 0;
    i < 100 &&
    !(await fetch(url).then(
      () => true,
      () => false,
    ));
    i++
  )
    await new Promise((resolve) => setTimeout(resolve, 100));
  return url;
}

async function serve(behind) {
  const child = start([join(root, "bin/fmcp-codegen.js"), "serve", behind, "--yes", "--http", "0"]);
  for await (const chunk of child.stderr.setEncoding("utf8")) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+\/mcp$/m.exec(chunk) ?? [];
    if (url === undefined) continue;
    child.stderr.resume();
    return url;
  }
  throw new Error("serve ended before it listened");
}

function start(args, env = {}) {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  children.push(child);
  child.stderr.on("error", () => {});
  if (Object.keys(env).length > 0) child.stderr.resume();
  return child;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
