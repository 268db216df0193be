import { spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions } from "esbuild";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "../../../src/codegen/index.js";
import { sourceAliasesOf } from "../../support/source-aliases.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const SERVER = join(root, "test/codegen/cli/fixtures/shell.mjs");
const NODE = { command: process.execPath, args: [SERVER] };
const ESM = {
  format: "esm",
  banner: {
    js: '#!/usr/bin/env node\nimport { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
  },
} as const satisfies BuildOptions;
const CJS = {
  format: "cjs",
  banner: { js: "#!/usr/bin/env node" },
  logOverride: { "empty-import-meta": "silent" },
} as const;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fmcp-cli-"));
  await writeFile(join(folder, "mcp.json"), JSON.stringify({ mcpServers: { weather: NODE } }));
  const out = join(folder, "src/mcp");
  await generate({ config: join(folder, "mcp.json"), out, targets: ["cli"], format: false });
  await mkdir(join(folder, "bin"));
  for (const [name, options] of [
    ["wx", ESM],
    ["wx.cjs", CJS],
  ] as const) {
    const outfile = join(folder, "bin", name);
    await build({
      ...{
        entryPoints: [join(out, "cli/index.ts")],
        outfile,
        bundle: true,
        platform: "node",
        logLevel: "error",
      },
      ...{
        mainFields: ["module", "main"],
        alias: sourceAliasesOf(root),
        nodePaths: [join(root, "node_modules")],
        external: ["js-tiktoken"],
      },
      ...options,
    });
    await chmod(outfile, 0o755);
  }
  await writeFile(join(folder, "bin/package.json"), '{ "type": "module" }');
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(["wx", "wx.cjs"])("a program of one file, %s", (name) => {
  const run = (...words: readonly string[]) =>
    execa(process.execPath, [join(folder, "bin", name), ...words], { cwd: folder, reject: false });

  it("calls a tool of a real server", async () => {
    const { exitCode, stdout, stderr } = await run("weather", "forecast", "--city", "Oslo");
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: "Sun in Oslo", stderr: "" });
  });

  it("exits with 1 for an error of the tool, 2 for wrong arguments, 4 for a server that does not start", async () => {
    const broken = join(folder, "broken.json");
    await writeFile(broken, JSON.stringify({ mcpServers: { weather: { command: "none-such-command" } } }));
    const codes = await Promise.all([
      run("weather", "fails"),
      run("weather", "forecast", "--days", "0"),
      run("--config", broken, "weather", "forecast", "--city", "Oslo"),
    ]);
    expect(codes.map(({ exitCode }) => exitCode)).toEqual([1, 2, 4]);
  });
});

/** What a shell offers after the words, as its script says. */
const SHELLS = {
  bash: (script: string, words: readonly string[]) => `source ${script}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}
_wx_complete wx; printf '%s\\n' "\${COMPREPLY[@]}"`,
  fish: (script: string, words: readonly string[]) =>
    `source ${script}; complete -C '${words.join(" ")}' | cut -f1`,
  zsh: (
    script: string,
    words: readonly string[],
  ) => `compdef() { :; }; _describe() { print -l -- \${found%%:*} }; _files() { :; }
source ${script}; words=(${words.map((word) => `'${word}'`).join(" ")}); CURRENT=${words.length}; _wx_complete`,
};

describe.each(Object.keys(SHELLS) as (keyof typeof SHELLS)[])("completion in %s", (shell) => {
  const there = spawnSync(shell, ["-c", "true"]).status === 0;
  it.skipIf(!there).each<[string, readonly string[], readonly string[]]>([
    ["servers", ["wx", "w"], ["weather"]],
    ["tools", ["wx", "weather", "fore"], ["forecast"]],
    ["flags", ["wx", "weather", "forecast", "--ci"], ["--city"]],
  ])(`of %s (skipped if ${shell} is not installed)`, async (_, words, want) => {
    const env = { PATH: `${join(folder, "bin")}:${process.env["PATH"]}` };
    const script = join(folder, `wx.${shell}`);
    const printed = await execa("wx", ["completion", shell], { env });
    await writeFile(script, printed.stdout);
    const { stdout } = await execa(shell, ["-c", SHELLS[shell](script, words)], { env });
    expect(stdout.split("\n")).toEqual(want);
  });
});

it("SKILL.md has the front matter of a skill, whose name is that of its folder", async () => {
  const text = await readFile(join(folder, "src/mcp/cli/weather/SKILL.md"), "utf8");
  expect(text).toMatch(/^---\nname: weather\ndescription: "[^"\n]+"\n---\n\n<!-- Generated/);
  expect(text).toContain("- `mcp weather forecast --city <text> […]`");
});
