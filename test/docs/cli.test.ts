import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "../../src/codegen/index.js";
import { sourceAliases } from "../support/source-aliases.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = await readFile(join(root, "docs/cli.md"), "utf8");
const SERVER = join(root, "test/codegen/cli/fixtures/shell.mjs");
const [MADE = "", AS_MODULE = "", FLAGS = ""] = [...page.matchAll(/```sh\n(.*?)```/gs)].map(
  ([, block]) => block,
);

/** What the packages of a project are here: esbuild finds the runtime's sources. What npm installs is there. */
const NPX = `npx() {
  case "$1" in
    esbuild) shift; "$ROOT/node_modules/.bin/esbuild" "$@" $ALIASES --log-level=warning;;
    fmcp-codegen) echo "$@";;
  esac
}
npm() { :; }
`;

/** The program on the PATH. What it completes depends on the words alone, so three shells ask it once. */
const PROGRAM = `#!/bin/sh
case "$1" in __complete) ;; *) exec node "$HERE/bin/mcp.cjs" "$@";; esac
said="$HERE/$(echo "$*" | tr ' ' _)"
[ -e "$said" ] || node "$HERE/bin/mcp.cjs" "$@" > "$said"
cat "$said"
`;

let folder: string;
const inShell = (script: string, shell = "bash") =>
  execa(shell, [...(shell === "bash" ? ["-e", "-o", "pipefail"] : []), "-c", script], {
    cwd: folder,
    reject: false,
    env: {
      PATH: `${join(folder, "on-path")}:${process.env["PATH"]}`,
      ROOT: root,
      HERE: folder,
      ALIASES: Object.entries(sourceAliases)
        .map(([name, path]) => `--alias:${name}=${path}`)
        .join(" "),
    },
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fmcp-cli-"));
  const weather = { command: process.execPath, args: [SERVER] };
  await writeFile(join(folder, "mcp.json"), JSON.stringify({ mcpServers: { weather } }));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await mkdir(join(folder, "on-path"));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "on-path/mcp"), PROGRAM, { mode: 0o755 });
  const out = join(folder, "src/mcp");
  await generate({ config: join(folder, "mcp.json"), out, targets: ["cli"], format: false });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("docs/cli.md", () => {
  it.each([
    ["one file", MADE, "mcp.json -o src/mcp --target cli"],
    ["a module", AS_MODULE, ""],
  ])("makes a program of %s that calls a tool of a real server", async (_, block, generated) => {
    const { exitCode, stdout, stderr } = await inShell(NPX + block);
    const lines = [...(generated === "" ? [] : [`fmcp-codegen ${generated}`]), "Sun in Oslo"];
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: lines.join("\n"), stderr: "" });
  });

  it("shows flags that are there", async () => {
    const lines = FLAGS.trim().split("\n");
    const ran = await Promise.all(lines.map((line) => inShell(line)));
    expect(ran.map(({ exitCode, stdout }) => [exitCode, stdout])).toEqual([
      [0, expect.stringContaining("Usage: mcp [options] [command]")],
      [0, expect.stringContaining("--no-metric")],
      [0, JSON.stringify({ city: "Oslo", tags: ["sun", "wind"], metric: false }, null, 2)],
      [0, expect.stringContaining('"days": 2')],
      [0, ""],
      [0, "user: Hello Ada"],
      [0, "Read me"],
    ]);
  });

  it("is right about the exit codes", async () => {
    const broken = join(folder, "broken.json");
    await writeFile(broken, JSON.stringify({ mcpServers: { weather: { command: "none-such-command" } } }));
    const ran = await Promise.all(
      ["weather fails", "weather forecast --days 0", `--config ${broken} weather forecast --city Oslo`].map(
        (words) => inShell(`mcp ${words}`),
      ),
    );
    expect(ran.map(({ exitCode }) => exitCode)).toEqual([1, 2, 4]);
  });
});

/** Offers what a shell completes in each of the lines, a line each. */
const COMPLETED = {
  bash: (words: readonly string[]) => `COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")})
COMP_CWORD=${words.length - 1}; _mcp_complete mcp; echo "\${COMPREPLY[@]}"`,
  fish: (words: readonly string[]) => `complete -C '${words.join(" ")}' | cut -f1`,
  zsh: (words: readonly string[]) => `words=(${words.map((word) => `'${word}'`).join(" ")})
CURRENT=${words.length}; _mcp_complete`,
};
const BEFORE = {
  ...{ bash: "", fish: "" },
  zsh: "compdef() { :; }; _describe() { print -l -- ${found%%:*} }; _files() { :; }",
};

describe.each(Object.keys(COMPLETED) as (keyof typeof COMPLETED)[])("completion in %s", (shell) => {
  const there = spawnSync(shell, ["-c", "true"]).status === 0;
  const [, line = ""] = new RegExp(`^\\| ${shell} .*\`(.*?)\` *\\|$`, "m").exec(page) ?? [];

  it.skipIf(!there)(`of servers, tools and flags (skipped if ${shell} is not installed)`, async () => {
    const asked = [
      ["mcp", "w"],
      ["mcp", "weather", "fore"],
      ["mcp", "weather", "forecast", "--ci"],
    ];
    const script = [BEFORE[shell], line.replaceAll("\\|", "|"), ...asked.map(COMPLETED[shell])];
    const { stdout, stderr } = await inShell(script.join("\n"), shell);
    expect({ stdout, stderr }).toEqual({ stdout: "weather\nforecast\n--city", stderr: "" });
  });
});

it("SKILL.md has the front matter of a skill, whose name is that of its folder", async () => {
  const text = await readFile(join(folder, "src/mcp/cli/weather/SKILL.md"), "utf8");
  expect(text).toMatch(/^---\nname: weather\ndescription: "[^"\n]+"\n---\n\n<!-- Generated/);
  expect(text).toContain("- `mcp weather forecast --city <text> […]`");
});
