// What an app with one tool of one server costs a page, beside the same app on the SDK alone: bundled by esbuild for browsers, minified,
// gzip. Needs a build. Run as a program, it writes the numbers into docs/places.md.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { root } from "./bundle.mjs";
import { PACKAGES } from "./entry-points.mjs";

const TOOL = {
  name: "add",
  inputSchema: {
    type: "object",
    properties: { a: { type: "number" }, b: { type: "number" } },
    required: ["a", "b"],
  },
};
const INITIALIZED = {
  protocolVersion: "2025-11-25",
  capabilities: { tools: {} },
  serverInfo: { name: "one", version: "1" },
};
const MODEL = {
  key: "one",
  era: "legacy",
  protocolVersion: "2025-11-25",
  capabilities: { tools: {} },
  clientCapabilities: {},
  tools: [TOOL],
  resources: [],
  resourceTemplates: [],
  prompts: [],
  diagnostics: [],
};

/** The same app twice: over a generated client, and over the SDK. */
const APPS = {
  ours: `import { createOne } from "./one/index.js";
    export async function main(url) {
      const one = createOne({ target: url });
      const { text } = await one.add({ a: 5, b: 3 });
      await one.$close();
      return text;
    }`,
  sdk: `import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
    export async function main(url) {
      const client = new Client({ name: "app", version: "1" });
      await client.connect(new StreamableHTTPClientTransport(new URL(url)));
      const { content } = await client.callTool({ name: "add", arguments: { a: 5, b: 3 } });
      await client.close();
      return content[0].text;
    }`,
};

function answerTo({ method }) {
  if (method === "initialize") return INITIALIZED;
  return method === "tools/list" ? { tools: [TOOL] } : { content: [{ type: "text", text: "8" }] };
}

const server = createServer(async (request, response) => {
  if (request.method !== "POST") return response.writeHead(405).end();
  const message = JSON.parse(Buffer.concat(await request.toArray()).toString());
  if (message.id === undefined) return response.writeHead(202).end();
  if (message.method === "server/discover") return response.writeHead(400).end();
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify({ jsonrpc: "2.0", id: message.id, result: answerTo(message) }));
});

/** What the app loads until its first call is answered: a module that runs says so. */
async function loadedBy(folder, url) {
  const start = pathToFileURL(join(folder, "stdin.js")).href;
  const script = `import { main } from ${JSON.stringify(start)}; console.log(JSON.stringify([await main("${url}"), loaded]));`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part) => (text += part));
  await once(child, "close");
  const [said, loaded] = JSON.parse(text);
  if (said !== "8") throw new Error(`The app answered ${said}.`);
  return loaded;
}

async function sizeOf(contents, folder, url, runtime, splitting) {
  const { entries } = PACKAGES.runtime;
  const alias = Object.fromEntries(
    Object.values(entries).map((module) => [
      module === "index" ? "fmcp-runtime" : `fmcp-runtime/${module}`,
      join(runtime, `${module}.js`),
    ]),
  );
  const outdir = join(folder, "out", String(splitting));
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder, loader: "ts" },
    // the longer names first: an alias stands for what is below it, too
    alias: Object.fromEntries(Object.entries(alias).sort(([a], [b]) => b.length - a.length)),
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    legalComments: "none",
    logLevel: "error",
    write: false,
    tsconfigRaw: "{}",
    splitting,
    outdir,
    absWorkingDir: root,
  });
  const sizes = new Map();
  await mkdir(outdir, { recursive: true });
  await writeFile(join(outdir, "package.json"), '{ "type": "module" }');
  for (const { path, text } of outputFiles) {
    const name = relative(outdir, path);
    sizes.set(name, gzipSync(text, { level: 9 }).length);
    await writeFile(path, `(globalThis.loaded ??= []).push(${JSON.stringify(name)});${text}`);
  }
  const loaded = await loadedBy(outdir, url);
  return loaded.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
}

/**
 * Returns bytes (gzip) of both apps: as one file, and of the files that are loaded up to the first answer.
 *
 * @param {object} options
 * @param {string} [options.runtime] folder of the web build's ES modules
 * @param {(models: readonly object[], config: object) => { files: ReadonlyMap<string, string> }} options.generate
 */
export async function bundleSize({ runtime = join(root, "src/runtime/dist/esm"), generate }) {
  await mkdir(join(root, "node_modules/.cache"), { recursive: true });
  const folder = await mkdtemp(join(root, "node_modules/.cache/fmcp-size-"));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}/mcp`;
  try {
    for (const [path, text] of generate([MODEL], { config: "mcp.json" }).files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const sizes = {};
    for (const [name, contents] of Object.entries(APPS)) {
      sizes[name] = {
        oneFile: await sizeOf(contents, folder, url, runtime, false),
        firstCall: await sizeOf(contents, folder, url, runtime, true),
      };
    }
    return sizes;
  } finally {
    server.close();
    server.closeAllConnections();
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { generateFromModel } = await import(pathToFileURL(join(root, "dist/esm/node/index.js")).href);
  const { ours, sdk } = await bundleSize({ generate: generateFromModel });
  const kb = (bytes) => `${Math.round(bytes / 1_000)} KB`;
  const row = (what, key) =>
    `| ${what} | ${kb(ours[key])} | ${kb(sdk[key])} | ${(ours[key] / sdk[key]).toFixed(2)}x |`;
  const table = [
    "| one tool over HTTP, gzip | generated client | SDK alone | ratio |",
    "| --- | --- | --- | --- |",
    row("files loaded up to the first answer", "firstCall"),
    row("all in one file", "oneFile"),
  ].join("\n");
  const page = join(root, "docs/places.md");
  const text = await readFile(page, "utf8");
  await writeFile(page, text.replace(/(<!-- bundle -->\n)[\s\S]*?(\n<!-- \/bundle -->)/, `$1\n${table}\n$2`));
  console.log(table);
}
