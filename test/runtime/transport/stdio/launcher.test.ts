import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { connectLimitMs } from "../../../../src/runtime/connection/connect-limit.js";
import { ConnectTimer } from "../../../../src/runtime/connection/connect-timer.js";
import { Client } from "../../../../src/runtime/index.js";
import { StdioSource } from "../../../../src/runtime/transport.js";
import { installerOf } from "../../../../src/runtime/transport/stdio/launcher.js";
import { halfInstalled, npxFolder } from "../../../../src/runtime/transport/stdio/npx-folder.js";
import { until } from "../processes.js";

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "launcher-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** A program of this name that runs `code` in place of installing anything. */
async function program(name: string, code: string): Promise<string> {
  const path = join(await folder(), name);
  await writeFile(path, `#!${process.execPath}\nconst fs = require("node:fs");\n${code}\n`);
  await chmod(path, 0o755);
  return path;
}

describe("what may install a server", () => {
  it.each([
    ["npx", ["-y", "a-server"], "npx"],
    ["C:\\node\\npx.cmd", [], "npx"],
    ["uvx", ["a-server"], "uvx"],
    ["uv", ["run", "server.py"], "uv run"],
    ["uv", ["--directory", "/srv", "run", "server.py"], "uv run"],
    ["uv", ["tool", "run", "a-server"], "uv run"],
    ["uv", ["pip", "list"], undefined],
    ["npm", ["exec", "a-server"], "npm exec"],
    ["npm", ["start"], undefined],
    ["pnpm", ["dlx", "a-server"], "pnpm dlx"],
    ["yarn", ["dlx", "a-server"], "yarn dlx"],
    ["bunx", ["a-server"], "bunx"],
    ["bun", ["x", "a-server"], "bun x"],
    ["bun", ["server.ts"], undefined],
    ["pipx", ["run", "a-server"], "pipx run"],
    ["docker", ["run", "-i", "image"], "docker run"],
    ["docker", ["exec", "-i", "container", "server"], undefined],
    ["go", ["run", "example.test/server@latest"], "go run"],
    ["cargo", ["run", "--release"], "cargo run"],
    ["cmd", ["/c", "npx", "-y", "a-server"], "npx"],
    ["env", ["-u", "A=1", "uvx", "a-server"], "uvx"],
    ["cmd", ["/c"], undefined],
    ["node", ["run"], undefined],
    ["constructor", [], undefined],
  ])("%s %j: %s", (command, args, want) => {
    expect(installerOf(command, args)).toBe(want);
  });
});

describe("how long connecting may take", () => {
  it.each([
    [{}, undefined, 30_000],
    [{}, "npx", 180_000],
    [{ timeoutMs: 5_000 }, undefined, 5_000],
    [{ timeoutMs: 90_000 }, undefined, 30_000],
    [{ timeoutMs: 90_000 }, "npx", 90_000],
    [{ timeoutMs: 0 }, "npx", 180_000],
    [{ connectTimeoutMs: 10_000 }, "npx", 10_000],
    [{ connectTimeoutMs: 10_000, timeoutMs: 5_000 }, "npx", 10_000],
    [{ connectTimeoutMs: 0 }, "npx", 0],
  ])("%j, installed by %s: %i ms", (given, installer, want) => {
    expect(connectLimitMs(given, installer)).toBe(want);
  });

  it.each([
    ["later", 30, 180, 180],
    ["earlier", 180, 30, 30],
    ["never", 30, 0, undefined],
    ["never, as before", 0, 0, undefined],
    ["after all", 0, 40, 40],
  ])("a limit that is set again ends the attempt %s", (_, first, second, want) => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    let endedAt: number | undefined;
    const started = performance.now();
    const timer = new ConnectTimer(first, () => (endedAt = performance.now() - started));
    vi.advanceTimersByTime(10);
    timer.limitTo(second);
    vi.advanceTimersByTime(1_000);
    expect(endedAt).toBe(want);
    timer.end();
  });
});

describe("an installation that is ended", () => {
  /** Says when it runs; at SIGTERM, it needs a second to put things in order. */
  const slow = (log: string): string => `
    fs.appendFileSync(${JSON.stringify(log)}, "installing ");
    process.on("SIGTERM", () => setTimeout(() => {
      fs.appendFileSync(${JSON.stringify(log)}, "cleaned up");
      process.exit(1);
    }, 1_000));
    setInterval(() => {}, 1_000);`;

  it.each([
    ["npx", "installing cleaned up"],
    ["another-program", "installing "],
  ])("%s: %s", async (name, want) => {
    const log = join(await folder(), "log");
    const command = await program(name, slow(log));
    const client = new Client(new StdioSource({ command, graceMs: 50 }), { name: "slow" });
    const connecting = client.connect().catch((error: unknown) => error);
    await until(() => existsSync(log));
    await client.close();
    await connecting;
    expect(await readFile(log, "utf8")).toBe(want);
  });

  it.skipIf(process.platform === "win32")("names npx in the error of a time-out", async () => {
    const command = await program("npx", "setInterval(() => {}, 1_000);");
    const client = new Client(new StdioSource({ command, graceMs: 50 }), {
      name: "slow",
      connectTimeoutMs: 300,
    });
    await expect(client.connect()).rejects.toThrow(
      /within 300 ms\. .*Raise `connectTimeoutMs` if it needs longer to be installed by npx and to start/,
    );
    await client.close();
  });
});

describe("half an installation", () => {
  it("is looked for where npx puts the package", () => {
    const env = { HOME: "/home/me" };
    const of = (...args: string[]) => npxFolder("npx", args, env, "linux");
    // found with npm 11.19: `npx -y @brightdata/mcp@2.11.3`, `npx -y mcp-hello-world@1.1.2`
    expect(of("-y", "@brightdata/mcp@2.11.3")).toBe("/home/me/.npm/_npx/2bb77a592bbfa82b");
    expect(of("-y", "mcp-hello-world@1.1.2", "--flag", "x")).toBe("/home/me/.npm/_npx/859a7a52ed69d53a");
    expect(of("-p", "mcp-hello-world@1.1.2", "mcp")).toBe("/home/me/.npm/_npx/859a7a52ed69d53a");
    expect(of("--package=mcp-hello-world@1.1.2", "mcp")).toBe("/home/me/.npm/_npx/859a7a52ed69d53a");
    expect(of("-p", "b", "-p", "a", "x")).toBe(of("-p", "a", "-p", "b", "y"));
    expect(of("-y")).toBeUndefined();
    expect(npxFolder("uvx", ["a"], env, "linux")).toBeUndefined();
    expect(npxFolder("npm", ["exec", "--", "a"], { npm_config_cache: "/cache" }, "linux")).toMatch(
      /^\/cache\/_npx\//,
    );
  });

  it.each([
    ["nothing", [], undefined],
    [
      "packages, and no word that all are there",
      ["f/node_modules"],
      /left incomplete files in f: remove that folder/,
    ],
    ["all of it", ["f/node_modules", "f/node_modules/.package-lock.json"], undefined],
  ])("%s", (_, files, want) => {
    const said = halfInstalled("f", (path) => files.includes(String(path).replaceAll("\\", "/")));
    if (want === undefined) expect(said).toBeUndefined();
    else expect(said).toMatch(want);
  });

  it.skipIf(process.platform === "win32")("is named, with the cure, when npx fails at it", async () => {
    const cache = await folder();
    const half = npxFolder("npx", ["-y", "a-server"], { npm_config_cache: cache }) ?? "";
    await mkdir(join(half, "node_modules/a-server"), { recursive: true });
    const command = await program("npx", `console.error("npm error code ENOENT"); process.exit(254);`);
    vi.stubEnv("npm_config_cache", cache);
    onTestFinished(() => void vi.unstubAllEnvs());
    const client = new Client(new StdioSource({ command, args: ["-y", "a-server"] }), { name: "half" });
    const error = (await client.connect().catch((it: unknown) => it)) as Error;
    expect(error.message).toContain("exited with code 254. An earlier installation was interrupted");
    expect(error.message).toContain(`${half}: remove that folder`);
    expect(error.message).toContain("npm error code ENOENT");
    await client.close();
  });
});
