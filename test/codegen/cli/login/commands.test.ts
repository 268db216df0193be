import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { Command } from "commander";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ExitCode } from "../../../../src/codegen/cli/exit-code.js";
import { addLogin } from "../../../../src/codegen/cli/login/login-command.js";
import {
  startAuthorizationServer,
  type AuthorizationServer,
} from "../../../runtime/auth/support/authorization-server.js";
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
async function run(args: readonly string[], consent: "accept" | "deny" = "accept"): Promise<Ran> {
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
    env: {},
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

describe("the commands", () => {
  it("log in, say so, and log out", async () => {
    expect((await run(["auth", "status"])).out).toBe(
      "weather  not logged in\nplain    no auth\nlocal    no auth\n",
    );
    const login = await run(["login", "weather", "--no-browser"]);
    expect(login.code).toBe(0);
    expect(login.err).toContain(`weather: logged in at ${as.issuer} (read), good for 1 h, renewed by itself`);
    expect(login.out).toBe("");
    expect((await run(["auth", "status"])).out.split("\n")[0]).toContain(`logged in at ${as.issuer}`);
    expect(await run(["logout", "weather"])).toMatchObject({ code: 0, err: "weather: logged out\n" });
    expect((await run(["auth", "status"])).out.split("\n")[0]).toBe("weather  not logged in");
  });

  it("speak JSON, without a secret", async () => {
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

  it("say that a config without auth does not use the tokens", async () => {
    const { err } = await run(["login", "plain", "--no-browser"]);
    expect(err).toContain('add "auth": "oauth"');
    expect((await run(["auth", "status"])).out).toMatch(/plain .*not used, the config has no "auth"/);
  });

  it("take a URL in place of a name, and forget everything", async () => {
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
});
