import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { spawn } from "node:child_process";
import { Client } from "@modelcontextprotocol/client";
import { describe, expect, it, onTestFinished } from "vitest";
import { HttpSource } from "../../../src/runtime/transport/http/http-source.js";
import type { TransportSource } from "../../../src/runtime/transport/transport-source.js";
import { nodeStdio } from "../../../src/runtime/transport/stdio/forms.js";
import { StdioSource } from "../../../src/runtime/transport/stdio/stdio-source.js";
import { inferTarget } from "../../../src/runtime/transport/infer-target.js";
import { freePort } from "../../support/free-port.js";
import { isRunning } from "./processes.js";

const require = createRequire(import.meta.url);

/** The program of an installed package, by the path of its package.json. */
function program(manifest: string): string {
  const { bin } = require(manifest) as { bin: Record<string, string> };
  return join(dirname(manifest), Object.values(bin)[0] ?? "");
}

const everything = program(require.resolve("@modelcontextprotocol/server-everything/package.json"));

async function connect(source: TransportSource): Promise<Client> {
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode: "auto" } });
  await client.connect(await source.open({}));
  onTestFinished(async () => {
    await client.close();
    await source.dispose?.();
  });
  return client;
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "real-"));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

const text = (result: unknown): string => (result as { content: { text: string }[] }).content[0]?.text ?? "";

describe("over stdio", () => {
  it("everything: the era is found in place, in one process", async () => {
    const source = new StdioSource(nodeStdio(everything, { args: ["stdio"], stderr: "ignore" }));
    const transport = await source.open({});
    const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode: "auto" } });
    await client.connect(transport);
    const pid = (transport as unknown as { pid: number }).pid;
    expect(client.getProtocolEra()).toBe("legacy");
    expect(text(await client.callTool({ name: "echo", arguments: { message: "hé\n€" } }))).toBe(
      "Echo: hé\n€",
    );
    await client.close();
    expect(isRunning(pid)).toBe(true);
    // It ignores the end of its input, and leaves on SIGTERM.
    await source.dispose();
    expect(isRunning(pid)).toBe(false);
  });

  it("filesystem: arguments and files", async () => {
    const dir = await folder();
    await writeFile(join(dir, "a.txt"), "hello");
    const script = program(require.resolve("@modelcontextprotocol/server-filesystem/package.json"));
    const client = await connect(new StdioSource(nodeStdio(script, { args: [dir], stderr: "ignore" })));
    expect(
      text(await client.callTool({ name: "read_text_file", arguments: { path: join(dir, "a.txt") } })),
    ).toBe("hello");
  });

  it("memory: an environment variable and state that outlives a connection", async () => {
    const dir = await folder();
    const script = program(require.resolve("@modelcontextprotocol/server-memory/package.json"));
    const source = new StdioSource(
      nodeStdio(script, { env: { MEMORY_FILE_PATH: join(dir, "m.json") }, stderr: "ignore" }),
    );
    const first = await connect(source);
    await first.callTool({
      name: "create_entities",
      arguments: { entities: [{ name: "n", entityType: "t", observations: [] }] },
    });
    await first.close();
    const second = await connect(source);
    expect(text(await second.callTool({ name: "read_graph", arguments: {} }))).toContain('"n"');
  });

  it("through npx, whose descendants go with it", async () => {
    const source = new StdioSource({
      command: "npx",
      args: ["--no-install", "mcp-server-everything", "stdio"],
      stderr: "ignore",
      keepAlive: false,
    });
    const client = await connect(source);
    expect((await client.listTools()).tools.length).toBeGreaterThan(5);
  });
});

describe("over HTTP", () => {
  it.each([
    ["streamableHttp", "/mcp", "http"],
    ["sse", "/sse", "sse"],
  ])("everything %s", async (mode, path, kind) => {
    const port = await freePort();
    const child = spawn(process.execPath, [everything, mode], {
      env: { ...process.env, PORT: String(port) },
      stdio: "ignore",
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    await expect
      .poll(
        () =>
          fetch(`http://127.0.0.1:${port}/`).then(
            () => true,
            () => false,
          ),
        { timeout: 10_000 },
      )
      .toBe(true);
    const inferred = await inferTarget(`http://127.0.0.1:${port}${path}`);
    if (inferred.type !== "single") throw new Error("one server");
    expect(inferred.source.kind).toBe(kind);
    const client = await connect(inferred.source);
    expect(text(await client.callTool({ name: "echo", arguments: { message: "hi" } }))).toBe("Echo: hi");
    if (kind === "sse") {
      const fallen = await connect(new HttpSource({ url: `http://127.0.0.1:${port}/sse` }));
      expect(text(await fallen.callTool({ name: "echo", arguments: { message: "fell back" } }))).toBe(
        "Echo: fell back",
      );
    }
    // The end of the server ends an SSE connection at once.
    if (kind === "sse") {
      const closed = new Promise<void>((resolve) => (client.onclose = resolve));
      child.kill("SIGKILL");
      await closed;
    }
  });
});
