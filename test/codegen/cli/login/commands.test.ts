import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { Command } from "commander";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ExitCode } from "../../../../src/shared/command-line/exit-code.js";
import { addLogin } from "../../../../src/codegen/cli/login/login-command.js";
import {
  startAuthorizationServer,
  type AuthorizationServer,
} from "../../../runtime/auth/support/authorization-server.js";
import { createAuth } from "../../../../src/runtime/auth/index.js";
import { ask } from "../../../runtime/auth/support/setup.js";
import { browser } from "../../../runtime/auth/support/browser.js";
import {
  startProtectedServer,
  type ProtectedServer,
} from "../../../runtime/auth/support/protected-server.js";

let as: AuthorizationServer;
let server: ProtectedServer;
let folder: string;

beforeAll(async () => {
  as = await startAuthorizationServer();
  server = await startProtectedServer(as);
});
afterAll(async () => {
  await server.close();
  await as.close();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fmcp-commands-"));
  process.env["XDG_DATA_HOME"] = join(folder, "data");
  const mcpServers = {
    weather: { url: server.url, auth: "oauth" },
    plain: { url: server.url },
    local: { command: "node" },
  };
  await writeFile(join(folder, "mcp.json"), JSON.stringify({ mcpServers }));
});
afterEach(async () => {
  delete process.env["XDG_DATA_HOME"];
  await rm(folder, { recursive: true });
});

interface Ran {
  code: ExitCode | undefined;
  out: string;
  err: string;
}

/** Runs a command; a person visits what it prints. */
async function run(
  args: readonly string[],
  consent: "accept" | "deny" = "accept",
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const ran: Ran = { code: undefined, out: "", err: "" };
  const visits: Promise<void>[] = [];
  const into = (name: "out" | "err"): Writable =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        ran[name] += String(chunk);
        const url = /visit:\n(http\S+)\n/.exec(String(chunk))?.[1];
        if (url !== undefined) visits.push(browser(consent).open(new URL(url)));
        done();
      },
    });
  const terminal = {
    stdout: into("out"),
    stderr: into("err"),
    env,
    cwd: folder,
    colours: false,
    live: false,
    columns: 80,
  };
  const program = new Command().exitOverride();
  addLogin(program, { terminal, finish: (code) => (ran.code = code) });
  await program.parseAsync(args, { from: "user" });
  await Promise.all(visits);
  return ran;
}

describe("the login commands", () => {
  it("log in, report it, and log out", async () => {
    expect((await run(["auth", "status"])).out).toBe(
      "weather  not logged in\nplain    no auth\nlocal    no auth\n",
    );
    const login = await run(["login", "weather", "--no-browser"]);
    expect(login.code).toBe(0);
    expect(login.err).toContain(
      `weather: logged in at ${as.issuer} (read), valid for 1 h, renewed automatically`,
    );
    expect(login.out).toBe("");
    expect((await run(["auth", "status"])).out.split("\n")[0]).toContain(`logged in at ${as.issuer}`);
    expect(await run(["logout", "weather"])).toMatchObject({ code: 0, err: "weather: logged out\n" });
    expect((await run(["auth", "status"])).out.split("\n")[0]).toBe("weather  not logged in");
  });

  it("print JSON without secrets", async () => {
    const login = await run(["login", "weather", "mcp.json", "--no-browser", "--json"]);
    expect(JSON.parse(login.out)).toMatchObject({
      server: "weather",
      outcome: "loggedIn",
      status: { authorized: true },
    });
    const status = await run(["auth", "status", "--json"]);
    expect(JSON.parse(status.out)).toMatchObject([
      { server: "weather", kind: "oauth" },
      { server: "plain", kind: "oauth", configured: false },
      { server: "local", kind: "none" },
    ]);
    expect(login.out + status.out).not.toMatch(/accessToken|refreshToken/);
  });

  it("report that the tokens are not used if the config has no auth", async () => {
    const { err } = await run(["login", "plain", "--no-browser"]);
    expect(err).toContain('add "auth": "oauth"');
    expect((await run(["auth", "status"])).out).toMatch(/plain .*not used, the config has no "auth"/);
  });

  it("accept a URL in place of a name, and forget everything", async () => {
    expect((await run(["login", server.url, "--no-browser"])).code).toBe(0);
    expect((await readdir(join(folder, "data/fmcp-codegen/tokens"))).length).toBeGreaterThan(0);
    expect((await run(["logout", "--all"])).code).toBe(0);
    expect(await readdir(join(folder, "data/fmcp-codegen/tokens"))).toEqual([]);
  });

  it("fail with 4 and the reason when the login is refused", async () => {
    const { code, err } = await run(["login", "weather", "--no-browser"], "deny");
    expect(code).toBe(4);
    expect(err).toContain("access_denied");
  });

  it.each([
    [["login", "wether"], /has no server "wether".*weather/s],
    [["login", "weather", "nowhere.json"], /nowhere\.json/],
    [["logout"], /Nothing to log out of/],
    [["logout", "weather", "--all"], /--all/],
  ])("%j is a usage error", async (args, message) => {
    await expect(run(args)).rejects.toThrow(message);
  });

  it("separate accounts by --subject", async () => {
    const { err } = await run(["login", "weather", "--no-browser", "--subject", "ada"]);
    expect(err).toContain('belong to ada: a client uses them if its `subject`, or that of "auth"');
    expect((await run(["auth", "status"])).out).toMatch(/weather +not logged in/);
    expect((await run(["auth", "status", "--subject", "ada"])).out).toMatch(/weather \(ada\) +logged in/);
    await run(["login", "weather", "--no-browser", "--subject", "grace"]);
    expect((await run(["auth", "status"])).out).toMatch(
      /^weather +not logged in\nweather \(ada\) +logged in .*\nweather \(grace\) +logged in /,
    );
    await run(["logout", "weather", "--subject", "ada"]);
    expect((await run(["auth", "status", "--subject", "ada"])).out).toMatch(/weather \(ada\) +not logged in/);
    expect((await run(["auth", "status", "--subject", "grace"])).out).toMatch(/weather \(grace\) +logged in/);
  });

  it("transfer tokens to another machine, encrypted, where they work", async () => {
    const passphrase = "correct horse battery staple";
    await run(["login", "weather", "--no-browser"]);
    const exported = await run(["auth", "export", "weather"], "accept", { FMCP_AUTH_PASSPHRASE: passphrase });
    expect(exported).toMatchObject({ code: 0, out: expect.stringMatching(/^fmcp1\.[\w-]+\n$/) as string });
    expect(exported.err).toContain("FMCP_AUTH_TOKENS");

    process.env["XDG_DATA_HOME"] = join(folder, "another-machine");
    expect((await run(["auth", "status"])).out).toMatch(/weather +not logged in/);
    const env = { FMCP_AUTH_TOKENS: exported.out, FMCP_AUTH_PASSPHRASE: passphrase };
    expect(await run(["auth", "import", "weather"], "accept", env)).toMatchObject({ code: 0 });
    expect((await run(["auth", "status"])).out).toMatch(/weather +logged in/);
    const pages = as.counts.authorizations;
    const auth = createAuth(
      { type: "oauth", interactive: false },
      { serverUrl: server.url, localUser: true, now: () => Date.now() + 3_600_000 },
    );
    expect(await ask(auth, server.url)).not.toBe(401);
    expect(as.counts.authorizations).toBe(pages);
  });

  it.each<[string, readonly string[], Record<string, string>, RegExp]>([
    [
      "missing tokens",
      ["auth", "export", "weather"],
      { FMCP_AUTH_PASSPHRASE: "x".repeat(16) },
      /no tokens of .* to export/,
    ],
    [
      "a short passphrase",
      ["auth", "export", "logged-in"],
      { FMCP_AUTH_PASSPHRASE: "short" },
      /shorter than 16/,
    ],
    [
      "another passphrase",
      ["auth", "import", "logged-in"],
      { FMCP_AUTH_TOKENS: "SEALED", FMCP_AUTH_PASSPHRASE: "y".repeat(16) },
      /not the one of the export/,
    ],
    [
      "an altered text",
      ["auth", "import", "logged-in"],
      { FMCP_AUTH_TOKENS: "SEALEDx", FMCP_AUTH_PASSPHRASE: "x".repeat(16) },
      /was changed/,
    ],
    [
      "a text of another kind",
      ["auth", "import", "logged-in"],
      { FMCP_AUTH_TOKENS: "eyJh.x.y", FMCP_AUTH_PASSPHRASE: "x".repeat(16) },
      /begins with "fmcp1\."/,
    ],
    [
      "tokens of another server",
      ["auth", "import", "elsewhere"],
      { FMCP_AUTH_TOKENS: "SEALED", FMCP_AUTH_PASSPHRASE: "x".repeat(16) },
      /tokens are for .*\/mcp, and the config says/,
    ],
    ["a local process", ["auth", "export", "local"], { FMCP_AUTH_PASSPHRASE: "x".repeat(16) }, /stdio/],
  ])("refuse to transfer %s", async (_, args, env, said) => {
    const mcpServers = {
      weather: { url: server.url, auth: { type: "oauth", clientName: "weather", subject: "nobody" } },
      "logged-in": { url: server.url, auth: "oauth" },
      elsewhere: { url: `${server.url}2`, auth: "oauth" },
      local: { command: "node" },
    };
    await writeFile(join(folder, "mcp.json"), JSON.stringify({ mcpServers }));
    await run(["login", "logged-in", "--no-browser"]);
    const sealed = await run(["auth", "export", "logged-in"], "accept", {
      FMCP_AUTH_PASSPHRASE: "x".repeat(16),
    });
    const tokens = env["FMCP_AUTH_TOKENS"]?.replace("SEALED", sealed.out.trim());
    const ran = await run(args, "accept", {
      ...env,
      ...(tokens !== undefined && { FMCP_AUTH_TOKENS: tokens }),
    });
    expect(ran.code).not.toBe(0);
    expect(ran.out).toBe("");
    expect(ran.err).toMatch(said);
  });
});
