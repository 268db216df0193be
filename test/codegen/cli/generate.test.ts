import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../../scripts/bundle.mjs";
import { folderWith, PACKAGES_ABOVE } from "../config/temporary-folder.js";
import { serverEntry, serversOf, useBin } from "./run-bin.js";

const bin = useBin();

/** A project whose config has these servers: name of a fixture, or an entry, by key. */
async function project(servers: Readonly<Record<string, string | object>>): Promise<string> {
  const folder = await folderWith({});
  const entries = Object.entries(servers).map(([key, server]) => [
    key,
    typeof server === "string" ? serverEntry(server, folder) : server,
  ]);
  await writeFile(
    join(folder, "mcp.json"),
    JSON.stringify({ mcpServers: Object.fromEntries(entries) }, null, 2),
  );
  return folder;
}

interface LockedProtocol {
  readonly servers: { readonly greeter: { readonly model: { readonly protocolVersion: string } } };
}

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true }).catch(() => [])).sort();

describe("generate", () => {
  it("writes a client, names the next steps, keeps stdout for data and leaves no process", async () => {
    const folder = await project({ greeter: "greeter" });
    const { exitCode, stdout, stderr } = await bin.run(folder, ["-o", "src/mcp"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "" });
    expect(stderr).toContain("mcp.json (found; name another as the first argument): 1 server → src/mcp\n");
    expect(stderr).toMatch(/^✔ greeter {2}2 tools {2}\d+\.\d s$/m);
    expect(stderr).toMatch(/^src\/mcp: \d+ created$/m);
    expect(stderr).toContain('import { greeter, mcp } from "./mcp/index.js";');
    expect(await filesIn(join(folder, "src/mcp"))).toEqual([
      "greeter",
      "greeter/catalogue.ts",
      "greeter/client.ts",
      "greeter/contract.ts",
      "greeter/index.ts",
      "greeter/schemas.ts",
      "greeter/types.ts",
      "index.ts",
      "mcp.lock.json",
    ]);
    expect(await serversOf(folder)).toMatchObject({ started: expect.any(Number), alive: [] });
  });

  it("uses the protocol revision of the flag or the entry", async () => {
    const folder = await project({ greeter: "greeter" });
    const protocolOf = async (): Promise<string> =>
      (JSON.parse(await readFile(join(folder, "src/mcp/mcp.lock.json"), "utf8")) as LockedProtocol).servers
        .greeter.model.protocolVersion;
    await bin.run(folder, ["-o", "src/mcp", "--protocol", "2025-03-26", "--probe-timeout", "2s"]);
    expect(await protocolOf()).toBe("2025-03-26");
    const config = JSON.parse(await readFile(join(folder, "mcp.json"), "utf8")) as {
      mcpServers: { greeter: object };
    };
    Object.assign(config.mcpServers.greeter, { protocol: "2025-06-18", probeTimeoutMs: 2_000 });
    await writeFile(join(folder, "mcp.json"), JSON.stringify(config));
    await bin.run(folder, ["-o", "src/mcp"]);
    expect(await protocolOf()).toBe("2025-06-18");
    const { exitCode, stderr } = await bin.run(folder, ["--protocol", "2025"]);
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain("2025-06-18");
  });

  it("warns of globs and names that match nothing", async () => {
    const folder = await project({ greeter: "greeter" });
    await writeFile(join(folder, "fmcp.config.json"), '{ "names": { "greeter.gret": "hello" } }');
    const { exitCode, stderr } = await bin.run(folder, ["-x", "greeter.nothing_*"]);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^warning: greeter: greeter\.nothing_\*: No tool has this name/m);
    expect(stderr).toMatch(/^warning: greeter: greeter\.gret: .*nothing is renamed to hello\. Did you mean/m);
  });

  it("names the next steps from the folder itself", async () => {
    const folder = await project({ greeter: "greeter" });
    const { stderr } = await bin.run(folder, ["-o", "clients"]);
    expect(stderr).toContain(
      'Use it from a file in this folder:\n  import { greeter, mcp } from "./clients/index.js";',
    );
  });

  it("changes nothing the second time", async () => {
    const folder = await project({ greeter: "greeter" });
    await bin.run(folder, []);
    const { exitCode, stderr } = await bin.run(folder, []);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^src\/mcp: \d+ unchanged$/m);
  });

  it.each([
    ["commonjs", false],
    ["module", true],
  ])("writes code that compiles in a package of type %s", async (type, knowsPlace) => {
    const folder = await project({ greeter: "greeter" });
    await writeFile(join(folder, "package.json"), JSON.stringify({ type }));
    await writeFile(join(folder, "tsconfig.json"), '{ "compilerOptions": { "module": "nodenext" } }');
    const { exitCode, stderr } = await bin.run(folder, []);
    expect({ exitCode, warned: /CommonJS/.test(stderr) }).toEqual({ exitCode: 0, warned: false });
    const contract = await readFile(join(folder, "src/mcp/greeter/contract.ts"), "utf8");
    expect(contract.includes("import.meta")).toBe(knowsPlace);
  });

  it.skipIf(PACKAGES_ABOVE)(
    "says what to install if packages are missing, and that an old zod is too old",
    async () => {
      const folder = await project({ greeter: "greeter" });
      // modules do not look into NODE_PATH
      const bare = await bin.run(folder, [], { env: { NODE_PATH: join(root, "node_modules") } });
      expect(bare.stderr).toContain(
        "\nInstall what it imports:\n  npm install fmcp-runtime zod\nUse it from",
      );
      for (const [name, version] of Object.entries({ "fmcp-runtime": "0.1.0", zod: "4.1.13" })) {
        await mkdir(join(folder, "node_modules", name), { recursive: true });
        await writeFile(
          join(folder, "node_modules", name, "package.json"),
          JSON.stringify({ name, version }),
        );
      }
      const old = await bin.run(folder, []);
      expect(old.exitCode).toBe(0);
      expect(old.stderr).toContain(
        "warning: src/mcp needs zod 4.5 or later, but found 4.1.13: npm install zod@latest\n",
      );
      expect(old.stderr).not.toContain("Install what");
    },
  );

  it("finds an editor's config above, with comments, as does the generated code", async () => {
    const folder = await folderWith({ "packages/app/package.json": "{}" });
    const server = JSON.stringify(serverEntry("greeter", folder));
    await mkdir(join(folder, ".vscode"));
    await writeFile(
      join(folder, ".vscode/mcp.json"),
      `{\n  // of the team\n  "servers": { "greeter": ${server}, },\n}`,
    );
    const { exitCode, stderr } = await bin.run(join(folder, "packages/app"), []);
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`${folder}/.vscode/mcp.json (found;`);
    const contract = await readFile(join(folder, "packages/app/src/mcp/greeter/contract.ts"), "utf8");
    expect(contract).toContain('"../../../../../.vscode/mcp.json"');
  });

  it("writes nothing with --dry-run, and reports what would change", async () => {
    const folder = await project({ greeter: "greeter" });
    const { exitCode, stderr } = await bin.run(folder, ["--dry-run"]);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^src\/mcp: \d+ created \(dry run: nothing was written\)$/m);
    expect(await filesIn(join(folder, "src"))).toEqual([]);
  });

  it("prints the code with --stdout, and writes nothing", async () => {
    const folder = await project({ greeter: "greeter" });
    const { exitCode, stdout } = await bin.run(folder, ["--stdout"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("export class GreeterClient");
    expect(await filesIn(join(folder, "src"))).toEqual([]);
  });

  it("prints one report with --json", async () => {
    const folder = await project({ greeter: "greeter", gone: { command: "no-such-program-anywhere" } });
    const { exitCode, stdout } = await bin.run(folder, ["--json"]);
    expect(exitCode).toBe(3);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      exitCode: 3,
      config: "mcp.json",
      out: "src/mcp",
      servers: [
        { key: "greeter", status: "generated", tools: 2 },
        { key: "gone", status: "skipped", error: { code: expect.any(String), message: expect.any(String) } },
      ],
    });
    expect(report.files).toContainEqual({ path: "greeter/client.ts", change: "created" });
    expect(report.names).toContainEqual(
      expect.objectContaining({ server: "greeter", kind: "tool", wire: "greet", name: "greet" }),
    );
  });

  it("prints nothing with --quiet if all is well", async () => {
    const folder = await project({ greeter: "greeter" });
    expect(await bin.run(folder, ["mcp.json", "--quiet"])).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  it("generates the tools and names that the options file selects", async () => {
    const folder = await project({ greeter: "greeter", other: "greeter" });
    await writeFile(
      join(folder, "fmcp.config.json"),
      '{ "out": "gen", "servers": ["greeter"], "exclude": ["*.part"], "names": { "greeter.greet": "sayHello" } }',
    );
    const { exitCode, stderr } = await bin.run(folder, []);
    expect(exitCode).toBe(0);
    expect(stderr).toContain("Options from fmcp.config.json\n");
    const client = await readFile(join(folder, "gen/greeter/client.ts"), "utf8");
    expect(client).toContain("sayHello(");
    expect(client).not.toContain("part");
    expect(await filesIn(join(folder, "gen"))).not.toContain("other");
  });

  it.each([
    ["js", "./types.js"],
    ["ts", "./types.ts"],
    ["none", "./types"],
  ])("--import-ext %s", async (ext, want) => {
    const folder = await project({ greeter: "greeter" });
    await bin.run(folder, ["--import-ext", ext]);
    expect(await readFile(join(folder, "src/mcp/greeter/client.ts"), "utf8")).toContain(`from "${want}"`);
  });
});

describe("a server that fails: one line with its cause, the others are generated", () => {
  it.each<[string, string | object, number, RegExp]>([
    [
      "a command that does not exist",
      { command: "no-such-program-anywhere" },
      3,
      /^error: .*no-such-program-anywhere.*"bad"/m,
    ],
    [
      "one that exits when it starts",
      "dies",
      3,
      /^error: .*"bad".*\b7\b.*Its last output:\n(?: {2}.*\n)* {2}no licence found$/m,
    ],
    ["one that never answers", "silent", 3, /^error: .*"bad".*(time|answer)/m],
    ["one that answers garbage", "garbage", 3, /^error: .*"bad"/m],
    [
      "an unset variable",
      { command: "node", args: ["${FMCP_TEST_UNSET}"] },
      3,
      /^error: .*"bad".*FMCP_TEST_UNSET/m,
    ],
    ["no server at a URL", { url: "http://127.0.0.1:9/mcp" }, 3, /^error: .*"bad".*127\.0\.0\.1:9/m],
    ["neither command nor url", {}, 2, /^error: mcp\.json:\d+:\d+ \/mcpServers\/bad: /m],
    [
      "an unknown transport",
      { url: "http://127.0.0.1:9", type: "pigeon" },
      2,
      /^error: mcp\.json:\d+:\d+ \/mcpServers\/bad\/type: .*pigeon/m,
    ],
  ])("%s", async (_intent, bad, want, line) => {
    const folder = await project({ bad, greeter: "greeter" });
    const { exitCode, stderr } = await bin.run(folder, ["--timeout", "8s"], {
      env: { FMCP_TEST_UNSET: undefined },
    });
    expect(stderr).toMatch(line);
    expect(stderr.split("\n").filter((text) => text.startsWith("error:"))).toHaveLength(1);
    expect(stderr).not.toContain("\u001b");
    expect(exitCode).toBe(want);
    expect(await readFile(join(folder, "src/mcp/greeter/client.ts"), "utf8")).toContain(
      "class GreeterClient",
    );
    expect((await serversOf(folder)).alive).toEqual([]);
  });

  it("keeps the client of a server that is down", async () => {
    const folder = await project({ greeter: "greeter", other: "greeter" });
    await bin.run(folder, []);
    const before = await readFile(join(folder, "src/mcp/other/client.ts"), "utf8");
    const broken = {
      mcpServers: { greeter: serverEntry("greeter", folder), other: serverEntry("dies", folder) },
    };
    await writeFile(join(folder, "mcp.json"), JSON.stringify(broken));
    const { exitCode, stderr } = await bin.run(folder, []);
    expect(exitCode).toBe(3);
    expect(stderr).toContain("Its previous client was kept.");
    expect(await readFile(join(folder, "src/mcp/other/client.ts"), "utf8")).toBe(before);
    expect(await readFile(join(folder, "src/mcp/index.ts"), "utf8")).toContain("./other/");
  });

  it("exits with 0 with --allow-partial", async () => {
    const folder = await project({ greeter: "greeter", bad: "dies" });
    expect((await bin.run(folder, ["--allow-partial"])).exitCode).toBe(0);
  });

  it("exits with 4 and writes nothing if all servers failed", async () => {
    const folder = await project({ a: "dies", b: { command: "no-such-program-anywhere" } });
    const { exitCode } = await bin.run(folder, []);
    expect(exitCode).toBe(4);
    expect(await filesIn(join(folder, "src"))).toEqual([]);
  });

  it("prints an annotation for GitHub Actions", async () => {
    const folder = await project({ bad: { command: "no-such-program-anywhere" } });
    const { stderr } = await bin.run(folder, [], { env: { GITHUB_ACTIONS: "true" } });
    expect(stderr).toMatch(/^::error file=mcp\.json,title=fmcp-codegen::.*"bad"/m);
  });
});

describe("an output folder that cannot be used: exit code 2, no file lost", () => {
  it.each<[string, Record<string, string>, string]>([
    ["it is a file", { "src/mcp": "mine" }, "src/mcp"],
    ["a file is in the way", { src: "mine" }, "src"],
    [
      "it contains a foreign file where one of ours would go",
      { "src/mcp/index.ts": "mine" },
      "src/mcp/index.ts",
    ],
  ])("%s", async (_intent, files, kept) => {
    const folder = await project({ greeter: "greeter" });
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const { exitCode, stderr } = await bin.run(folder, []);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error: .*src/m);
    expect(await readFile(join(folder, kept), "utf8")).toBe("mine");
  });
});
