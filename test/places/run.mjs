// `npm run places`: one app with a generated client, built for and run in every place that the packages promise. Needs a build, and
// the registry for the runtimes that are not dependencies. Names of places as arguments run only those.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { resolve } = createRequire(import.meta.url);
const PORT = 4_900 + (process.pid % 90);
const URL_OF_SERVER = `http://127.0.0.1:${PORT}/mcp`;
const WANT = '[36,"Echo: hi",true,"Light rain / drizzle"]';

const folder = await mkdtemp(join(tmpdir(), "fmcp-places-"));
const app = join(folder, "app");
const tools = join(folder, "tools");

/** The app as one file, or with its packages left as imports. */
async function bundled(name, body, options) {
  const outfile = join(app, name);
  const contents = `import { main } from "./app.js"; const URL_OF_SERVER = ${JSON.stringify(URL_OF_SERVER)}; ${body}`;
  const stdin = { contents, resolveDir: app, loader: "ts" };
  const loader = { ".jsonl": "text" };
  await build({ stdin, outfile, bundle: true, minify: true, logLevel: "error", loader, ...options });
  return outfile;
}

const PRINT = "main(URL_OF_SERVER).then(console.log);";
const WORKER =
  "export default { async fetch() { return main(URL_OF_SERVER).then((t) => new Response(t), (e) => new Response(String(e.stack), { status: 500 })); } };";
const WEB = { platform: "neutral", mainFields: ["module", "main"], format: "esm" };

/** Each place: builds what it runs, and resolves to what the app said there. */
const PLACES = {
  "Node, ES module": async () =>
    run(
      process.execPath,
      await bundled("a.mjs", PRINT, { platform: "node", format: "esm", packages: "external" }),
    ),
  "Node, CommonJS": async () =>
    run(
      process.execPath,
      await bundled("a.cjs", PRINT, { platform: "node", format: "cjs", packages: "external" }),
    ),
  "one file, CommonJS": async () =>
    run(process.execPath, await bundled("one.cjs", PRINT, { platform: "node", format: "cjs" })),
  "Deno --allow-net": async () =>
    run(
      join(tools, "node_modules/.bin/deno"),
      "run",
      "--allow-net",
      await bundled("deno.mjs", PRINT, { platform: "node", format: "esm", conditions: ["deno"] }),
    ),
  Bun: async () =>
    run(
      join(tools, "node_modules/.bin/bun"),
      await bundled("bun.mjs", PRINT, { platform: "node", format: "esm", packages: "external" }),
    ),
  workerd: async () => {
    const script = await bundled("worker.mjs", WORKER, {
      ...WEB,
      conditions: ["workerd", "worker", "browser"],
    });
    const { Miniflare } = await import(pathToFileURL(resolve("miniflare", { paths: [tools] })).href);
    const worker = new Miniflare({
      modules: true,
      script: await readFile(script, "utf8"),
      compatibilityDate: "2025-09-01",
    });
    try {
      return await (await worker.dispatchFetch("http://worker.test/")).text();
    } finally {
      await worker.dispose();
    }
  },
  Chromium: async () => {
    const body = "globalThis.said = main(URL_OF_SERVER).catch((e) => String(e.stack));";
    const script = await bundled("page.js", body, { platform: "browser", format: "iife" });
    const { launch } = await import("puppeteer-core");
    const browser = await launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox"],
    });
    try {
      const page = await browser.newPage();
      await page.setBypassCSP(true);
      // a page of the server's own origin, so that no CORS is asked of it
      await page.goto(new URL("/", URL_OF_SERVER).href);
      await page.evaluate(await readFile(script, "utf8"));
      return await page.evaluate("globalThis.said");
    } finally {
      await browser.close();
    }
  },
  "Jest, CommonJS": async () => {
    await bundled("app.cjs", "export { main };", { platform: "node", format: "cjs", packages: "external" });
    const test = `const { main } = require("./app.cjs"); test("calls", async () => { require("fs").writeFileSync("said.txt", await main(${JSON.stringify(URL_OF_SERVER)})); });`;
    await writeFile(join(app, "app.test.cjs"), test);
    await jest("app.test.cjs");
    return readFile(join(app, "said.txt"), "utf8");
  },
  "Jest, docs/testing.md": async () => {
    const page = await readFile(join(root, "docs/testing.md"), "utf8");
    const [, text = ""] = /^```ts memory\.test\.ts\n([\s\S]*?)^```$/m.exec(page) ?? [];
    await cp(join(root, "generated-examples/src/mcp"), join(app, "example/mcp"), { recursive: true });
    await cp(join(root, "generated-examples/recordings/memory"), join(app, "recordings/memory"), {
      recursive: true,
    });
    await writeFile(join(app, "example/memory.ts"), text.replace('"vitest"', '"@jest/globals"'));
    await build({
      entryPoints: [join(app, "example/memory.ts")],
      outfile: join(app, "memory.test.cjs"),
      bundle: true,
      platform: "node",
      format: "cjs",
      packages: "external",
      logLevel: "error",
    });
    return JSON.parse(await jest("memory.test.cjs")).numPassedTests === 2 ? WANT : "not both tests passed";
  },
};

/** What Jest reports of a test file. */
async function jest(file) {
  const config = join(app, "jest.config.cjs");
  await writeFile(config, `module.exports = { testMatch: ["**/${file}"] };`);
  return run(join(tools, "node_modules/.bin/jest"), "--json", "--config", config, "--rootDir", app);
}

/** What a program prints; what it says on standard error where it fails. */
async function run(command, ...args) {
  const child = spawn(command, args, { cwd: app, stdio: ["ignore", "pipe", "pipe"], timeout: 60_000 });
  const text = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"])
    child[stream].setEncoding("utf8").on("data", (part) => (text[stream] += part));
  const [status] = await once(child, "close");
  if (status !== 0) throw new Error(text.stderr || `ended with ${status}`);
  return text.stdout.trim();
}

async function prepare() {
  await mkdir(tools, { recursive: true });
  await mkdir(app);
  await symlink(join(root, "node_modules"), join(app, "node_modules"), "junction");
  await copyFile(join(root, "test/places/app.ts"), join(app, "app.ts"));
  const recording = "generated-examples/recordings/everything/tools/get-structured-content.jsonl";
  await copyFile(join(root, recording), join(app, "recorded.jsonl"));
  await writeFile(join(app, "package.json"), '{ "type": "module" }');
  await writeFile(
    join(app, "mcp.json"),
    JSON.stringify({ mcpServers: { everything: { url: URL_OF_SERVER } } }),
  );
  await writeFile(join(tools, "package.json"), "{}");
  // run in `tools`, which is no workspace of this repository
  const install = spawn(
    "npm",
    ["install", "--no-audit", "--no-fund", "deno@2", "bun@1", "miniflare@4", "jest@30"],
    {
      cwd: tools,
      stdio: ["ignore", "ignore", "inherit"],
      shell: process.platform === "win32",
    },
  );
  await once(install, "close");
  await run(process.execPath, join(root, "bin/fmcp-codegen.js"), "mcp.json", "-o", "mcp", "--inline-config");
}

const server = spawn(
  process.execPath,
  [resolve("@modelcontextprotocol/server-everything/dist/index.js"), "streamableHttp"],
  { env: { ...process.env, PORT: String(PORT) }, stdio: "ignore" },
);
let failed = 0;
try {
  await prepare();
  const wanted = process.argv.slice(2);
  for (const [name, place] of Object.entries(PLACES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const start = performance.now();
    const said = await place().catch((error) => String(error));
    const ok = said === WANT;
    if (!ok) failed++;
    console.log(
      `${ok ? "ok    " : "FAILED"} ${name.padEnd(20)} ${((performance.now() - start) / 1000).toFixed(1).padStart(5)} s`,
    );
    if (!ok) console.log(said.slice(-2_000));
  }
} finally {
  server.kill();
  await rm(folder, { recursive: true, force: true });
}
process.exit(failed === 0 ? 0 : 1);
