import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { authStatus, login, logout, logoutEverywhere } from "../../../../src/codegen/cli/login/index.js";
import { createAuth } from "../../../../src/runtime/auth/index.js";
import { parseConfig, type ServerEntry } from "../../../../src/shared/config/index.js";
import {
  startAuthorizationServer,
  type AuthorizationServer,
} from "../../../runtime/auth/support/authorization-server.js";
import { browser } from "../../../runtime/auth/support/browser.js";
import {
  startProtectedServer,
  type ProtectedServer,
} from "../../../runtime/auth/support/protected-server.js";
import { ask } from "../../../runtime/auth/support/setup.js";

let as: AuthorizationServer;
let server: ProtectedServer;
let data: string;

beforeAll(async () => {
  as = await startAuthorizationServer();
  server = await startProtectedServer(as);
});
afterAll(async () => {
  await server.close();
  await as.close();
});
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "fmcp-login-"));
  process.env["XDG_DATA_HOME"] = data;
});
afterEach(async () => {
  await logoutEverywhere();
  delete process.env["XDG_DATA_HOME"];
  await rm(data, { recursive: true });
});

const entry = (value: object): ServerEntry =>
  parseConfig({ mcpServers: { weather: value } } as never).servers[0]!;
const person = browser();
const openUrl = (url: URL): Promise<void> => person.open(url);

describe("login, auth status, logout", () => {
  it("keep one login for every later run, in a file of the user's alone, and forget it", async () => {
    const weather = entry({ url: server.url, auth: "oauth" });
    expect(await authStatus([weather])).toEqual([
      { server: "weather", kind: "oauth", status: { kind: "oauth", authorized: false } },
    ]);

    const report = await login(weather, { openUrl });
    expect(report).toMatchObject({
      server: "weather",
      outcome: "loggedIn",
      configured: true,
      status: { authorized: true, scope: "read", issuer: as.issuer },
    });
    const folder = join(data, "fmcp-codegen", "tokens");
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
    expect(await authStatus([weather])).toMatchObject([
      { kind: "oauth", status: { authorized: true, refreshable: true } },
    ]);

    const later = createAuth({ type: "oauth", interactive: false }, { serverUrl: server.url });
    expect(await ask(later, server.url)).not.toBe(401);

    await logout(weather);
    expect(await authStatus([weather])).toMatchObject([{ status: { authorized: false } }]);
    expect(await readdir(folder)).toEqual([]);
  });

  it("report whether the config has to name OAuth for the tokens to be used", async () => {
    expect(await login(entry({ url: server.url }), { openUrl })).toMatchObject({
      outcome: "loggedIn",
      configured: false,
    });
  });

  it("show no tokens", async () => {
    const weather = entry({ url: server.url, auth: "oauth" });
    const report = await login(weather, { openUrl });
    const said = JSON.stringify([report, await authStatus([weather])]);
    const folder = join(data, "fmcp-codegen", "tokens");
    const name = (await readdir(folder)).find((one) => one.startsWith("tokens-"))!;
    const record = JSON.parse(await readFile(join(folder, name), "utf8")) as {
      accessToken: string;
      refreshToken: string;
    };
    expect(said).not.toContain(record.accessToken);
    expect(said).not.toContain(record.refreshToken);
  });

  it("recognize servers that need no login: a program, a token, an open server", async () => {
    const program = entry({ command: "node" });
    await expect(login(program, { openUrl })).rejects.toMatchObject({ code: "AUTH_UNSUPPORTED" });
    const token = entry({ url: server.url, auth: "${TOKEN}" });
    const env = { TOKEN: "abc" };
    expect(await login(token, { openUrl, env })).toMatchObject({
      outcome: "notNeeded",
      status: { kind: "bearer" },
    });
    expect(await authStatus([program, token], { env })).toMatchObject([
      { kind: "none" },
      { kind: "bearer", status: { authorized: true } },
    ]);
  });

  it("open no page without a user", async () => {
    const pages = person.opened.length;
    await expect(
      login(entry({ url: server.url, auth: "oauth" }), { openUrl, interactive: false }),
    ).rejects.toMatchObject({ code: "AUTH_REQUIRED" });
    expect(person.opened).toHaveLength(pages);
  });

  it("report an invalid entry, and still report the others", async () => {
    const [broken, good] = await authStatus([
      entry({ url: server.url, auth: { type: "oauth", scope: "typo" } }),
      entry({ url: server.url, auth: "oauth" }),
    ]);
    expect(broken?.error).toMatchObject({ code: "AUTH_CONFIG" });
    expect(good).toMatchObject({ kind: "oauth" });
  });
});
