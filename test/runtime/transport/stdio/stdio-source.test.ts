import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { Client } from "../../../../src/runtime/index.js";
import { fixture, isRunning, until } from "../processes.js";
import { Wire } from "../wire.js";
import { pidOf, server } from "./server.js";

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "stdio-"));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

const facts = async (wire: Wire) =>
  JSON.parse(await wire.call()) as { env: Record<string, string>; cwd: string; argv: string[]; pid: number };

describe("messages", () => {
  it("go both ways, and the SDK sees a stdio transport", async () => {
    const wire = await Wire.open(server("late-answer"));
    expect(await wire.initialize()).toMatchObject({ result: { serverInfo: { name: "fixture" } } });
    expect("pid" in wire.transport && "stderr" in wire.transport).toBe(true);
    expect(isRunning(pidOf(wire))).toBe(true);
  });

  it("are answered by one process, 10 at once", async () => {
    const wire = await Wire.open(server("late-answer"));
    const texts = await Promise.all(
      Array.from({ length: 10 }, (_, i) => wire.call({ text: `n${i}`, delayMs: 20 - i })),
    );
    expect(texts).toEqual(texts.map((_, i) => `n${i} ${pidOf(wire)} 0`));
  });

  it("may carry a byte order mark, CRLF, characters cut in two, and come as a batch", async () => {
    const wire = await Wire.open(server("bom-crlf-batch"));
    expect(await wire.request("x")).toMatchObject({ result: { text: "é€😀" } });
    expect(wire.received).toEqual([{ jsonrpc: "2.0", method: "notifications/x" }]);
  });

  it("are found between noise, which is reported", async () => {
    const wire = await Wire.open(server("noisy"));
    await wire.initialize();
    expect(wire.events).toEqual(
      [
        "\\u{feff}Starting up...\\u{d}",
        '{"level":"info","msg":"JSON, but no JSON-RPC"}',
        "[1,2,3]",
        "null",
        "{",
        "a token=*** in a log line",
      ].map((text) => ({ type: "noise", label: "node", text })),
    );
    expect(wire.errors).toEqual([]);
  });

  it("of 9 MiB pass", async () => {
    const wire = await Wire.open(server("huge-line"));
    expect((await wire.call({ bytes: 9 * 2 ** 20 })).length).toBe(9 * 2 ** 20);
  });

  it("over the limit fail only the call that they answer", async () => {
    const client = await Client.connect(server("huge-line", { maxMessageBytes: 2 ** 20 }), {
      protocol: "legacy",
    });
    const [large, small] = await Promise.allSettled([
      client.callTool("t", { bytes: 2 ** 21 }),
      client.callTool("t", { bytes: 10 }),
    ]);
    expect(large).toMatchObject({
      status: "rejected",
      reason: { code: "MESSAGE_TOO_LARGE", limit: 2 ** 20 },
    });
    expect(String((large as PromiseRejectedResult).reason)).toMatch(
      /limit of 1048576 bytes.*maxMessageBytes/,
    );
    expect(small).toMatchObject({ status: "fulfilled" });
    await client.close();
  });
});

describe("environment", () => {
  it("holds the safe few and what is declared, nothing else", async () => {
    process.env["FMCP_TEST_SECRET"] = "parent";
    onTestFinished(() => void delete process.env["FMCP_TEST_SECRET"]);
    const wire = await Wire.open(server("shows-environment", { env: { DECLARED: "yes" } }));
    const { env } = await facts(wire);
    expect(env).toMatchObject({ DECLARED: "yes", PATH: process.env["PATH"] });
    expect(
      Object.keys(env).filter((it) => !/^(HOME|LOGNAME|PATH|SHELL|TERM|USER|DECLARED)$/.test(it)),
    ).toEqual([]);
  });

  it.each([
    ["everything", true],
    ["by name", ["FMCP_TEST_SECRET"]],
  ])("inherits where it is asked to: %s", async (_, inheritEnv) => {
    process.env["FMCP_TEST_SECRET"] = "parent";
    onTestFinished(() => void delete process.env["FMCP_TEST_SECRET"]);
    const wire = await Wire.open(server("shows-environment", { inheritEnv }));
    expect((await facts(wire)).env).toMatchObject({ FMCP_TEST_SECRET: "parent" });
  });

  it("reads a .env file, which `env` overrides", async () => {
    const dir = await folder();
    await writeFile(join(dir, ".env"), 'A="from file"\nB=file # comment\n');
    const wire = await Wire.open(
      server("shows-environment", { envFile: join(dir, ".env"), env: { B: "own" } }),
    );
    expect((await facts(wire)).env).toMatchObject({ A: "from file", B: "own" });
  });

  it.each(["LD_PRELOAD", "DYLD_INSERT_LIBRARIES", "NODE_OPTIONS", "node_options"])("refuses %s", (name) => {
    expect(() => server("silent", { env: { [name]: "x" } })).toThrow(
      expect.objectContaining({ code: "CONFIGURATION", message: expect.stringContaining(name) as string }),
    );
    expect(() => server("silent", { env: { [name]: "x" }, allowEnv: [name] })).not.toThrow();
  });

  it("a .env file may not load code either", async () => {
    const dir = await folder();
    await writeFile(join(dir, ".env"), "LD_PRELOAD=/x.so\n");
    await expect(Wire.open(server("silent", { envFile: join(dir, ".env") }))).rejects.toMatchObject({
      code: "CONFIGURATION",
    });
  });

  it("gets arguments unchanged, and the working directory", async () => {
    const cwd = await folder();
    const args = ["a b", "$(touch x)", "`id`", "&& echo", '"', "*"];
    const { argv, cwd: seen } = await facts(await Wire.open(server("shows-environment", { cwd }, args)));
    expect(argv).toEqual(args);
    expect(seen).toBe(cwd);
  });
});

describe("a server that cannot be started", () => {
  it.each([
    [
      "unknown command",
      { command: "nope-cmd-xyz" },
      "CONNECT_FAILED",
      /Command "nope-cmd-xyz" of server "s" was not found/,
    ],
    ["a folder as command", { command: "/" }, "CONNECT_FAILED", /may not be executed/],
    ["NUL in an argument", { args: ["\0"] }, "CONNECT_FAILED", /could not be started/],
    [
      "missing folder",
      { cwd: "/no/such/dir" },
      "CONFIGURATION",
      /working directory of server "s" does not exist/,
    ],
    ["a file as folder", { cwd: fixture("silent") }, "CONFIGURATION", /is not a directory/],
    ["missing env file", { envFile: "/no/.env" }, "CONFIGURATION", /env file of server "s" cannot be read/],
    [
      "log file in a missing folder",
      { logFile: "/no/such/log" },
      "CONFIGURATION",
      /log file of server "s" cannot be opened/,
    ],
  ])("%s", async (_, options, code, message) => {
    const source = server("silent", options);
    await expect(Wire.open(source, { server: "s" })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  });

  it("exit at start: code, and the tail of stderr without secrets", async () => {
    const source = server("exits-with-3", { env: { API_KEY: "sk-very-secret-value" } });
    const wire = await Wire.open(source, { server: "s" });
    await wire.closed;
    const end = { reason: "exited with code 3", exitCode: 3, stderrTail: "fatal: no database; key=***\n" };
    expect(source.diagnose(wire.transport)).toEqual(end);
    expect(wire.events).toEqual([{ type: "exit", label: "node", end }]);
    await expect(wire.request("ping")).rejects.toMatchObject({ code: "CONNECTION_CLOSED", sent: false, end });
  });
});

describe("a server that fails", () => {
  it("killed in the middle of a call", async () => {
    const source = server("exits-mid-call");
    const wire = await Wire.open(source);
    void wire.call();
    await wire.closed;
    expect(source.diagnose(wire.transport)).toEqual({ reason: "was ended by SIGKILL", signal: "SIGKILL" });
  });

  it("delivers what it wrote before it ended", async () => {
    const wire = await Wire.open(server("last-words"));
    expect((await wire.call()).length).toBe(60_000);
    await wire.closed;
  });

  it("reports half a line, which is not a message", async () => {
    const wire = await Wire.open(server("half-line"));
    void wire.request("initialize");
    await wire.closed;
    expect(wire.received).toEqual([]);
    expect(wire.events).toMatchObject([
      { type: "noise", text: "an unfinished line of 29 bytes" },
      { type: "exit" },
    ]);
  });

  it("ends the connection by closing its output, even if it is alive", async () => {
    const source = server("closes-stdout");
    const wire = await Wire.open(source);
    const pid = pidOf(wire);
    await wire.closed;
    expect(source.diagnose(wire.transport)).toMatchObject({ reason: "closed its standard output" });
    await until(() => !isRunning(pid));
  });

  it("ends a write that is never read when it ends", async () => {
    const wire = await Wire.open(server("stops-reading", {}, ["300"]));
    const big = wire.request("x", { text: "x".repeat(2 ** 20) });
    await expect(big).rejects.toMatchObject({ code: "CONNECTION_CLOSED", sent: true, end: { exitCode: 7 } });
  });

  it("is not blocked by a flood on stderr; the tail is its end", async () => {
    const source = server("stderr-flood");
    const wire = await Wire.open(source);
    await wire.initialize();
    process.kill(pidOf(wire), "SIGKILL");
    await wire.closed;
    const tail = source.diagnose(wire.transport)?.stderrTail ?? "";
    expect(tail.length).toBe(8192);
    expect(tail.endsWith("e\nthe end of the flood\n")).toBe(true);
  });
});

describe("the standard error", () => {
  it("is appended to a file, which is created", async () => {
    const logFile = join(await folder(), "log");
    for (let run = 0; run < 2; run++) await (await Wire.open(server("exits-with-3", { logFile }))).closed;
    await until(() => true);
    expect((await readFile(logFile, "utf8")).match(/fatal: no database/g)).toHaveLength(2);
  });

  it("goes to a stream, to a file and to the terminal without secrets of the config", async () => {
    const chunks: string[] = [];
    const keep = (chunk: unknown): void => void chunks.push(String(chunk));
    const logFile = join(await folder(), "log");
    const terminal = vi.spyOn(process.stderr, "write").mockImplementation((chunk) => (keep(chunk), true));
    try {
      for (const log of [
        { logFile },
        { logFile: new Writable({ write: (chunk, _, done) => (keep(chunk), done()) }) },
        { stderr: "inherit" as const },
      ]) {
        const env = { API_KEY: "sk-very-secret-value" };
        await (
          await Wire.open(server("exits-with-3", { env, ...log }))
        ).closed;
      }
    } finally {
      terminal.mockRestore();
    }
    const said = "fatal: no database; key=***\n";
    await vi.waitFor(async () =>
      expect([await readFile(logFile, "utf8"), ...chunks]).toEqual([said, said, said]),
    );
  });
});
