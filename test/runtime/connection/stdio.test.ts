import { describe, expect, it } from "vitest";
import {
  Client,
  ConnectError,
  ConnectionClosedError,
  McpError,
  NotConnectedError,
  ProtocolError,
  TimeoutError,
} from "../../../src/runtime/index.js";
import { StdioSource } from "../../../src/runtime/transport/stdio/stdio-source.js";
import { scriptedSource } from "../support/sources.js";

/** How long `work` took, and how it ended. */
async function timed<T>(work: Promise<T>): Promise<{ ms: number; value?: T; error?: unknown }> {
  const started = performance.now();
  return work.then(
    (value) => ({ ms: performance.now() - started, value }),
    (error: unknown) => ({ ms: performance.now() - started, error }),
  );
}

describe("the era of a stdio server", () => {
  it.each([
    ["answers the probe with an error", "plain", {}],
    ["stays silent on the probe", "silent-on-discover", { probeTimeoutMs: 150 }],
    ["exits on the probe: a new process does the handshake", "die-on-discover", {}],
  ])("%s", async (_intent, mode, options) => {
    await using client = await Client.connect(scriptedSource(mode), options);
    expect(client.era).toBe("legacy");
    expect((await client.callTool("echo", { a: 1 })).content.text).toBe('{"a":1}');
  });

  it("is remembered: the second connection does not wait for the probe again", async () => {
    const source = scriptedSource("silent-on-discover");
    await (await Client.connect(source, { probeTimeoutMs: 400 })).close();
    const { ms } = await timed(
      Client.connect(source, { probeTimeoutMs: 25_000 }).then((client) => client.close()),
    );
    expect(ms).toBeLessThan(15_000);
  });

  it("2026-07-28 only: an older server is refused, with a reason", async () => {
    const { error } = await timed(Client.connect(scriptedSource("plain"), { protocol: "2026-07-28" }));
    expect(error).toBeInstanceOf(ConnectError);
    expect((error as Error).message).toContain("2026-07-28");
  });
});

describe("a connection that cannot be made", () => {
  it("crash at start: exit code and last words", async () => {
    const { error, ms } = await timed(Client.connect(scriptedSource("exit-at-start")));
    expect(error).toBeInstanceOf(ConnectError);
    expect((error as ConnectError).end).toMatchObject({
      exitCode: 3,
      stderrTail: expect.stringContaining("cannot open the database"),
    });
    expect((error as Error).message).toContain("cannot open the database");
    expect(ms).toBeLessThan(15_000);
  });

  it("a process that does not end: connecting rejects at its limit, closing waits for the end", async () => {
    const script =
      "process.on('SIGTERM', () => 0); process.stdin.resume(); console.error(process.pid); setInterval(() => 0, 1000)";
    const source = new StdioSource({ command: process.execPath, args: ["-e", script], stderr: "ignore" });
    const client = new Client(source, { protocol: "legacy", connectTimeoutMs: 1_000 });
    const { error, ms } = await timed(client.connect());
    expect(error).toBeInstanceOf(TimeoutError);
    const pid = Number(/last output:\s+(\d+)/.exec((error as Error).message)?.[1]);
    expect(() => process.kill(pid, 0)).not.toThrow();
    expect(ms).toBeLessThan(2_000);
    await client.close();
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });

  it("command not found", async () => {
    const { error } = await timed(Client.connect(new StdioSource({ command: "no-such-command-here" })));
    expect(error).toMatchObject({
      code: expect.stringMatching(/CONNECT_FAILED|CONFIGURATION/),
      message: expect.stringContaining("no-such-command-here"),
    });
  });

  it("silence: the limit holds, the error says so", async () => {
    const { error, ms } = await timed(
      Client.connect(scriptedSource("silent"), { protocol: "legacy", connectTimeoutMs: 300 }),
    );
    expect(error).toBeInstanceOf(TimeoutError);
    expect((error as Error).message).toContain("Failed to initialize server session");
    expect(ms).toBeLessThan(15_000);
  });

  const talks =
    "process.stdout.write('TOKEN: ' + process.env.TOKEN + '\\nPassword: '); for (let i = 0; i < 500; i++) console.error('line ' + i); setInterval(() => 0, 1000)";
  it.each<readonly [string, object, (client: Client) => Promise<unknown>]>([
    ["connecting", { connectTimeoutMs: 1_000 }, (client) => client.initialize()],
    ["connecting by the deadline of requests", { timeoutMs: 1_000 }, (client) => client.initialize()],
    ["a call", {}, (client) => client.callTool("t", {}, { timeoutMs: 1_000 })],
    ["a list", {}, (client) => client.listTools({ timeoutMs: 1_000 })],
    ["a page", {}, (client) => client.listPromptsPage(undefined, { timeoutMs: 1_000 })],
    ["a ping", {}, (client) => client.ping({ timeoutMs: 1_000 })],
    [
      "a completion",
      {},
      (client) =>
        client.complete(
          { type: "ref/prompt", name: "p" },
          { name: "a", value: "" },
          {},
          { timeoutMs: 1_000 },
        ),
    ],
  ])("a time-out of %s quotes what the server wrote, first and last", async (_, options, run) => {
    const source = new StdioSource({
      command: process.execPath,
      args: ["-e", talks],
      env: { TOKEN: "s3cret-value" },
      stderr: "ignore",
    });
    await using client = new Client(source, options);
    client.hold();
    const { error, ms } = await timed(run(client));
    expect(ms).toBeLessThan(15_000);
    expect(error).toBeInstanceOf(TimeoutError);
    const { message } = error as Error;
    expect(message).toMatch(
      /output contained something that is not a message:\n {2}TOKEN: \*\*\*\n {2}Password:/,
    );
    expect(message).toMatch(/Its last output:\n {2}line 0\n[^]*\n {2}…\n[^]*\n {2}line 499$/m);
  });

  it.each(["utf16le", "marked"])("output in UTF-16 is named at once, %s", async (how) => {
    const text = `${how === "marked" ? "\\uFEFF" : ""}{"jsonrpc":"2.0"}\\n`;
    const script = `process.stdout.write(Buffer.from('${text}', 'utf16le')); setInterval(() => 0, 1000)`;
    const source = new StdioSource({ command: process.execPath, args: ["-e", script], stderr: "ignore" });
    const { error, ms } = await timed(Client.connect(source));
    expect(error).toMatchObject({ message: expect.stringContaining("writes UTF-16 on its standard output") });
    expect(ms).toBeLessThan(15_000);
  });

  it.each([
    ["zero bytes", '"\\0\\0\\0\\n"'],
    ["a banner in UTF-16", 'Buffer.from("wsl: a proxy was found\\r\\n", "utf16le")'],
    ["a banner in marked UTF-16", 'Buffer.from("\\uFEFFhello {\\r\\n", "utf16le")'],
  ])("%s before the messages are noise", async (_, banner) => {
    const answer = `{ protocolVersion: "2025-06-18", capabilities: {}, serverInfo: { name: "t", version: "1" } }`;
    const script = `process.stdout.write(${banner});
      require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
        const { id, method } = JSON.parse(line);
        if (id === undefined) return;
        const said = method === "initialize" ? { result: ${answer} } : { error: { code: -32601, message: "no" } };
        console.log(JSON.stringify({ jsonrpc: "2.0", id, ...said }));
      });`;
    const source = new StdioSource({ command: process.execPath, args: ["-e", script], stderr: "ignore" });
    await using client = await Client.connect(source, { protocol: "legacy" });
    expect(client.serverInfo?.name).toBe("t");
  });

  it("passes on the server's own refusal unwrapped", async () => {
    const { error } = await timed(Client.connect(scriptedSource("refuse"), { protocol: "legacy" }));
    expect(error).toBeInstanceOf(McpError);
    expect(error).toMatchObject({ rpcCode: -32603, message: "no licence" });
  });

  it("cancelled: rejects with the caller's reason, and a later connect works", async () => {
    const client = new Client(scriptedSource("silent"), { protocol: "legacy" });
    const reason = new Error("changed my mind");
    const { error, ms } = await timed(client.connect({ signal: AbortSignal.any([abortAfter(100, reason)]) }));
    expect(error).toBe(reason);
    expect(ms).toBeLessThan(15_000);
    expect(client.state).toBe("closed");
  });

  it("one of two waiters gives up: the other one gets its connection", async () => {
    await using client = new Client(scriptedSource("silent-on-discover"), { probeTimeoutMs: 300 });
    const impatient = client.connect({ signal: abortAfter(50, new Error("no")) });
    const patient = client.connect();
    await expect(impatient).rejects.toThrow("no");
    await patient;
    expect(client.isConnected()).toBe(true);
  });
});

describe("a process that dies", () => {
  it("under a call: settled at once with exit code and stderr, and the next call starts another", async () => {
    await using client = await Client.connect(scriptedSource());
    const sibling = timed(client.callTool("never"));
    const { error, ms } = await timed(client.callTool("crash"));
    expect(error).toBeInstanceOf(ConnectionClosedError);
    expect((error as ConnectionClosedError).end).toMatchObject({
      exitCode: 7,
      stderrTail: expect.stringContaining("out of cheese"),
    });
    expect((await sibling).error).toBeInstanceOf(ConnectionClosedError);
    expect(ms).toBeLessThan(15_000);
    expect(client.isConnected()).toBe(false);
    expect((await client.callTool("echo", {})).content.text).toBe("{}");
  });

  it("and a call that gives up waiting for the next one: the call after it does not share its fate", async () => {
    const source = scriptedSource("silent-on-discover");
    await using client = await Client.connect(source, { probeTimeoutMs: 300, protocol: "auto" });
    await client.callTool("crash").catch(() => undefined);
    const impatient = client.callTool("echo", {}, { signal: abortAfter(20, new Error("too long")) });
    await expect(impatient).rejects.toThrow("too long");
    expect((await client.callTool("echo", {})).content.text).toBe("{}");
  });
});

describe("calls", () => {
  it("progress in one chunk with the response: nothing is lost", async () => {
    await using client = await Client.connect(scriptedSource());
    const seen: number[] = [];
    await client.callTool("progress", {}, { onProgress: ({ progress }) => seen.push(progress) });
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  it("deadline: TimeoutError, and the server receives a cancellation", async () => {
    await using client = await Client.connect(scriptedSource());
    const { error, ms } = await timed(client.callTool("never", {}, { timeoutMs: 100 }));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(ms).toBeLessThan(15_000);
    expect((await client.callTool("cancelled")).content.json()).toHaveLength(1);
  });

  it("deadline of the client, and a longer one of the call", async () => {
    await using client = await Client.connect(scriptedSource(), { timeoutMs: 150, connectTimeoutMs: 30_000 });
    await expect(client.callTool("slow-progress")).rejects.toBeInstanceOf(TimeoutError);
    await client.callTool("slow-progress", {}, { timeoutMs: 5_000 });
    await client.callTool("slow-progress", {}, { resetTimeoutOnProgress: true });
    await expect(
      client.callTool("slow-progress", {}, { resetTimeoutOnProgress: true, maxTotalTimeoutMs: 200 }),
    ).rejects.toBeInstanceOf(TimeoutError);
  });

  it("signal: rejects with its reason, and the server receives a cancellation", async () => {
    await using client = await Client.connect(scriptedSource());
    const reason = { because: "I say so" };
    await expect(client.callTool("never", {}, { signal: abortAfter(50, reason) })).rejects.toBe(reason);
    await expect(client.callTool("never", {}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect((await client.callTool("cancelled")).content.json()).toHaveLength(1);
  });

  it("reads answers that leave things out, and rejects invalid ones", async () => {
    await using client = await Client.connect(scriptedSource());
    expect(await client.callTool("null-content")).toMatchObject({ data: { a: 1 }, content: [] });
    expect((await client.callTool("odd-block")).content.map(({ type }) => type)).toEqual([
      "hologram",
      "text",
    ]);
    await expect(client.callTool("not-an-object")).rejects.toBeInstanceOf(ProtocolError);
  });

  it("after close: NotConnectedError, and closing twice is harmless", async () => {
    const client = await Client.connect(scriptedSource());
    const pending = timed(client.callTool("never"));
    await Promise.all([client.close(), client.close()]);
    expect((await pending).error).toMatchObject({
      name: expect.stringMatching(/NotConnected|ConnectionClosed/),
    });
    await expect(client.callTool("echo")).rejects.toBeInstanceOf(NotConnectedError);
    await client.close();
  });
});

function abortAfter(ms: number, reason: unknown): AbortSignal {
  const abort = new AbortController();
  setTimeout(() => abort.abort(reason), ms);
  return abort.signal;
}
