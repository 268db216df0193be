import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, type BuildOptions } from "esbuild";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundle, root } from "../../scripts/bundle.mjs";

const everything = createRequire(import.meta.url).resolve(
  "@modelcontextprotocol/server-everything/dist/index.js",
);

/** An app that connects over the built runtime, as a config file says. */
const APP = `
  import { Client } from "./dist/index.js";
  async function main(): Promise<void> {
    const client = await Client.connect("./mcp.json");
    const { content } = await client.callTool("echo", { message: "hi" });
    console.log(JSON.stringify(content));
    await client.close();
  }
  void main();
`;

let built: string;
let elsewhere: string;

beforeAll(async () => {
  await mkdir(join(root, "node_modules/.cache"), { recursive: true });
  built = await mkdtemp(join(root, "node_modules/.cache/fmcp-app-"));
  elsewhere = await mkdtemp(join(tmpdir(), "fmcp-app-"));
  await writeFile(
    join(elsewhere, "mcp.json"),
    `// as editors write it\n${JSON.stringify({ mcpServers: { everything: { command: process.execPath, args: [everything] } } })}`,
  );
  await bundle("runtime", join(built, "dist"));
}, 120_000);
afterAll(() => Promise.all([built, elsewhere].map((folder) => rm(folder, { recursive: true, force: true }))));

/** What a module needs so that CommonJS packages in it find `require`. */
const REQUIRE = {
  js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
};

it.each<[string, string, BuildOptions]>([
  ["CommonJS", "app.cjs", { format: "cjs" }],
  ["a module, with the `require` that CommonJS packages need", "app.mjs", { format: "esm", banner: REQUIRE }],
])(
  "an app of one file, without node_modules, is %s",
  async (_, name, options) => {
    const outfile = join(elsewhere, name);
    await build({
      stdin: { contents: APP, resolveDir: built, loader: "ts" },
      bundle: true,
      platform: "node",
      outfile,
      logLevel: "silent",
      ...options,
    });
    const { stdout } = await execa("node", [outfile], { cwd: elsewhere, timeout: 30_000 });
    expect(JSON.parse(stdout)).toEqual([{ type: "text", text: "Echo: hi" }]);
  },
  60_000,
);

it("an app in several files reaches a server over HTTP", async () => {
  const server = createServer((request, response) => {
    response.writeHead(418).end(request.method);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
  const app = `import { Client } from "./dist/index.js";
    console.log(await new Client("${url}").connect().catch(({ code, status }) => [code, status].join(" ")));`;
  const outdir = join(elsewhere, "split");
  await build({
    stdin: { contents: app, resolveDir: built, loader: "ts" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    outdir,
    outExtension: { ".js": ".mjs" },
    banner: REQUIRE,
    logLevel: "silent",
  });
  const { stdout } = await execa("node", [join(outdir, "stdin.mjs")], { timeout: 30_000 });
  server.close();
  expect(stdout).toMatch(/ 418$/);
}, 60_000);
