import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as prettier from "prettier";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { generate } from "../../../src/codegen/run/generate.js";
import { generateFromModel } from "../../../src/codegen/run/generate-from-model.js";
import type { GenerateOptions, GenerateReport } from "../../../src/codegen/run/generate-options.js";
import { readLock } from "../../../src/codegen/lock/index.js";
import { parseConfig } from "../../../src/shared/config/index.js";

const LISTS = fileURLToPath(new URL("../introspect/fixtures/lists.mjs", import.meta.url));
const TEMPLATES = fileURLToPath(new URL("../../../templates", import.meta.url));
const tool = (name: string): object => ({
  name,
  inputSchema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
});
const offering = (...tools: readonly object[]): object => ({
  capabilities: { tools: {} },
  lists: { "tools/list": [tools] },
});
const DEAD = { command: process.execPath, args: ["-e", "process.exit(3)"] };

let root: string;
let out: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "fmcp-generate-"));
  out = join(root, "src/mcp");
});
afterEach(() => rm(root, { recursive: true, force: true }));

const server = (script: object): object => ({
  command: process.execPath,
  args: [LISTS, JSON.stringify(script)],
});

function run(mcpServers: object, options: Partial<GenerateOptions> = {}): Promise<GenerateReport> {
  const { servers } = parseConfig({ mcpServers });
  return generate({ entries: servers, configPath: join(root, "mcp.json"), out, ...options });
}

async function tree(folder = out): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(
      files
        .sort()
        .map(async (file) => [file.slice(folder.length + 1), await readFile(file, "utf8")] as const),
    ),
  );
}

const statuses = ({ servers }: GenerateReport): unknown =>
  Object.fromEntries(servers.map(({ key, status }) => [key, status]));

describe("generate", () => {
  it("writes the client of a server, its lock, and an index", async () => {
    const report = await run({ weather: server(offering(tool("get_forecast"))) });
    expect(report.exitCode).toBe(0);
    expect(Object.keys(await tree())).toEqual([
      "index.ts",
      "mcp.lock.json",
      "weather/catalogue.ts",
      "weather/client.ts",
      "weather/contract.ts",
      "weather/index.ts",
      "weather/schemas.ts",
      "weather/types.ts",
    ]);
    expect((await tree())["weather/contract.ts"]).toContain('config: "../../../mcp.json"');
    expect(report.names).toContainEqual({
      server: "weather",
      kind: "tool",
      wire: "get_forecast",
      name: "getForecast",
      inputType: "GetForecastInput",
    });
  });

  it("changes nothing the second time, and offline", async () => {
    const servers = { weather: server(offering(tool("get_forecast"))) };
    await run(servers);
    const first = await tree();
    const again = await run(servers);
    const offline = await run(servers, { offline: true });
    expect([...again.files, ...offline.files].filter(({ change }) => change !== "unchanged")).toEqual([]);
    expect(await tree()).toEqual(first);
  });

  it("rebuilds every byte from the lock only", async () => {
    await run({ a: server(offering(tool("x"))), b: server(offering(tool("y"))) });
    const first = await tree();
    const lock = first["mcp.lock.json"] as string;
    await rm(out, { recursive: true });
    await mkdir(out, { recursive: true });
    await writeFile(join(out, "mcp.lock.json"), lock);
    await generate({ entries: [], configPath: join(root, "mcp.json"), out, offline: true });
    expect(await tree()).toEqual(first);
  });

  it("keeps the client of a server that is down, and reports it", async () => {
    const both = { a: server(offering(tool("x"))), b: server(offering(tool("y"))) };
    await run(both);
    const first = await tree();
    const report = await run({ ...both, b: DEAD });
    expect([statuses(report), report.exitCode]).toEqual([{ a: "generated", b: "kept" }, 3]);
    expect(report.servers[1]?.error?.message).toContain("code 3");
    expect(await tree()).toEqual(first);
  });

  it.each([
    ["some servers", { a: server(offering(tool("x"))), b: DEAD }, {}, 3],
    [
      "some servers, which is allowed,",
      { a: server(offering(tool("x"))), b: DEAD },
      { allowPartial: true },
      0,
    ],
    ["every server", { b: DEAD }, {}, 4],
    ["every server, where some may,", { b: DEAD }, { allowPartial: true }, 4],
  ])("has an exit code for %s failing", async (_, servers, options, want) => {
    const report = await run(servers, options);
    expect([report.exitCode, (statuses(report) as { b: string }).b]).toEqual([want, "skipped"]);
  });

  it("writes nothing if no server answered", async () => {
    await run({ b: DEAD });
    expect(await tree()).toEqual({});
  });

  it("removes a server that left the config, and keeps one that was not asked", async () => {
    const [a, b, c] = ["x", "y", "z"].map((name) => server(offering(tool(name))));
    await run({ a, b, c });
    await run({ a }, { others: ["b"] });
    expect(Object.keys(await tree()).filter((path) => path.endsWith("client.ts"))).toEqual([
      "a/client.ts",
      "b/client.ts",
    ]);
    expect(Object.keys(readLock((await tree())["mcp.lock.json"] as string, "lock").servers)).toEqual([
      "a",
      "b",
    ]);
  });

  it("keeps the tools of a server whose list cannot be read", async () => {
    const both = {
      capabilities: { tools: {}, prompts: {} },
      lists: { "tools/list": [[tool("x")]], "prompts/list": [[{ name: "p" }]] },
    };
    await run({ s: server(both) });
    const broken = { s: server({ ...both, errors: { "tools/list": { code: -32603, message: "offline" } } }) };
    const failed = await run(broken);
    expect(failed).toMatchObject({ exitCode: 4, servers: [{ status: "kept", tools: 1, prompts: 1 }] });
    const report = await run(broken, { allowCut: ["s"] });
    expect(report.servers).toMatchObject([{ status: "generated", tools: 1, prompts: 1 }]);
    expect(report.diagnostics.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["LIST_FAILED", "LIST_KEPT"]),
    );
    expect((await tree())["s/client.ts"]).toContain('"x"');
  });

  it("reports what it would do in a dry run, and changes nothing", async () => {
    const report = await run({ weather: server(offering(tool("x"))) }, { dryRun: true });
    expect(report.files.map(({ change }) => change)).toEqual(Array.from({ length: 8 }, () => "created"));
    expect(await tree()).toEqual({});
  });

  it("applies the filter and the user's names", async () => {
    const servers = { s: server(offering(tool("get_a"), tool("get_b"), tool("drop"))) };
    const report = await run(servers, {
      filter: { include: ["s.get_*"], exclude: ["s.get_b"] },
      names: { "s.get_a": "fetchA" },
    });
    expect(
      report.names
        .filter(({ kind }) => kind === "tool")
        .map(({ wire, name, reason }) => [wire, name, reason]),
    ).toEqual([["get_a", "fetchA", "override"]]);
  });

  it("touches no foreign file, and names the one in the way", async () => {
    await mkdir(join(out, "weather"), { recursive: true });
    await writeFile(join(out, "weather/client.ts"), "mine");
    await expect(run({ weather: server(offering(tool("x"))) })).rejects.toMatchObject({
      code: "FOREIGN_FILE",
      paths: ["weather/client.ts"],
    });
    expect(await tree()).toEqual({ "weather/client.ts": "mine" });
  });

  it("stops when the caller aborts, and writes nothing", async () => {
    const reason = new Error("enough");
    await expect(
      run(
        { s: server({ silent: ["initialize", "server/discover"] }) },
        { signal: AbortSignal.abort(reason) },
      ),
    ).rejects.toBe(reason);
    expect(await tree()).toEqual({});
  });
});

describe("secrets", () => {
  const SECRET = "sentinel-4f1c9a7be2d85036";
  const secretive = {
    stdio: {
      command: process.execPath,
      args: [LISTS, JSON.stringify(offering(tool("x"))), "--api-key", SECRET],
      env: { TOKEN: SECRET, OTHER: `x-${SECRET}` },
    },
    dead: { command: process.execPath, args: ["-e", "process.exit(1)", `--token=${SECRET}`] },
    http: {
      url: `http://user:${SECRET}@127.0.0.1:9/${SECRET}/mcp?key=${SECRET}`,
      headers: { Authorization: `Bearer ${SECRET}`, Cookie: SECRET },
    },
  };

  it.each([false, true])(
    "are neither in the code, the lock, nor the report (inline: %s)",
    async (inlineConfig) => {
      const report = await run(secretive, { inlineConfig, timeoutMs: 5_000 });
      expect(statuses(report)).toEqual({ stdio: "generated", dead: "skipped", http: "skipped" });
      expect(JSON.stringify([await tree(), report])).not.toContain(SECRET);
    },
  );

  it("are looked up by the names that the report gives", async () => {
    const report = await run({ stdio: secretive.stdio }, { inlineConfig: true });
    const text = (await tree())["stdio/contract.ts"];
    expect(text).toContain('env: { TOKEN: "${TOKEN}", OTHER: "${OTHER}" }');
    expect(report.diagnostics.find(({ code }) => code === "INLINE_VARIABLES")?.message).toContain(
      "OTHER, STDIO_API_KEY, STDIO_ARG_1, TOKEN",
    );
  });
});

describe("custom templates", () => {
  const servers = { s: server(offering(tool("x"))) };

  it("replace those of the package, file by file", async () => {
    const folder = join(root, "templates");
    await mkdir(join(folder, "sample"), { recursive: true });
    const own = await readFile(join(TEMPLATES, "sample/client.ts"), "utf8");
    await writeFile(
      join(folder, "sample/client.ts"),
      own.replace("// Generated by fmcp-codegen.", "// Generated by fmcp-codegen. Ours.\n//"),
    );
    await run(servers, { templates: folder });
    expect((await tree())["s/client.ts"]).toMatch(/^\/\/ Generated by fmcp-codegen\. Ours\.\n/);
  });

  it.each([
    ["a statement", (text: string) => `${text}\nconsole.log(sample);\n`, "GATE_REFUSED"],
    ["another import", (text: string) => `import "node:fs";\n${text}`, "GATE_REFUSED"],
    [
      "a missing region",
      (text: string) => text.replace(/\/\/#region methods[\s\S]*?\/\/#endregion/, ""),
      "TEMPLATE_INVALID",
    ],
    [
      "an unclosed region",
      (text: string) =>
        text.replace(/\/\/#endregion\s+\}\s+\/\/#region interfaces/, "}\n\n//#region interfaces"),
      "TEMPLATE_INVALID",
    ],
    ["an unknown region", (text: string) => `${text}\n//#region more\n//#endregion\n`, "TEMPLATE_INVALID"],
  ])("are refused with %s", async (_, change, code) => {
    const folder = join(root, "templates");
    await cp(TEMPLATES, folder, { recursive: true });
    const file = join(folder, "sample/client.ts");
    const text = await readFile(file, "utf8");
    expect(change(text)).not.toBe(text);
    await writeFile(file, change(text));
    await expect(run(servers, { templates: folder })).rejects.toMatchObject({ code });
    expect(await tree()).toEqual({});
  });

  it("have to exist", async () => {
    await mkdir(join(root, "empty"));
    await expect(run(servers, { templates: join(root, "empty") })).rejects.toMatchObject({
      code: "TEMPLATES_MISSING",
    });
  });
});

describe("formatting", () => {
  it("follows the project's prettier config, and formats nothing twice", async () => {
    await writeFile(join(root, ".prettierrc.json"), '{"singleQuote":true,"semi":false}');
    const servers = { s: server(offering(tool("x"))) };
    await run(servers);
    const first = await tree();
    expect(first["s/client.ts"]).toContain("return this.$invoke('x', input, options)\n");
    expect((await run(servers)).files.filter(({ change }) => change !== "unchanged")).toEqual([]);
    await writeFile(join(root, ".prettierrc.json"), '{"semi":true}');
    await run(servers);
    expect((await tree())["s/client.ts"]).toContain('return this.$invoke("x", input, options);\n');
  });

  it("formats with prettier's defaults if the project depends on it and has no config", async () => {
    await writeFile(join(root, "package.json"), '{"devDependencies":{"prettier":"*"}}');
    await run({ s: server(offering(tool("x"), tool("a_tool_whose_name_is_rather_long"))) });
    const files = Object.entries(await tree()).filter(([path]) => path.endsWith(".ts"));
    for (const [path, text] of files)
      expect(await prettier.check(text, { parser: "typescript" }), path).toBe(true);
    expect(files).toHaveLength(7);
  });

  it("leaves alone what the project's prettier ignores", async () => {
    await writeFile(join(root, ".prettierrc.json"), '{"singleQuote":true}');
    await writeFile(join(root, ".prettierignore"), "src/mcp\n");
    await run({ s: server(offering(tool("x"))) });
    expect((await tree())["s/client.ts"]).toContain('"x"');
  });
});

it("generateFromModel returns what generate writes", async () => {
  await run({ s: server(offering(tool("x"))) });
  const written = await tree();
  const lock = readLock(written["mcp.lock.json"] as string, "lock");
  const { files } = generateFromModel(
    Object.values(lock.servers).map(({ model }) => model),
    { config: "../../mcp.json" },
  );
  expect(Object.fromEntries(files)).toEqual(
    Object.fromEntries(Object.entries(written).filter(([path]) => path !== "mcp.lock.json")),
  );
});
