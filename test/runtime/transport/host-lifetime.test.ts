import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocketServer } from "ws";
import type { AddressInfo } from "node:net";
import { host } from "./host.js";
import { answer, INITIALIZED, listen } from "./http-server.js";
import { fixture, isRunning, until } from "./processes.js";

const stdio = (name: string, more = ""): string =>
  `const source = new t.StdioSource({ command: process.execPath, args: [${JSON.stringify(fixture(name))}], stderr: "ignore", ${more} });`;

/** Connects with the SDK and writes the pid of the server. */
const CONNECT = `
import { Client } from "@modelcontextprotocol/client";
const client = new Client({ name: "host", version: "1" });
const transport = await source.open({});
await client.connect(transport);
console.log(String(transport.pid));
`;

describe("a program that is finished ends although it is connected", () => {
  it.each([
    ["a process in use", stdio("ignores-sigterm") + CONNECT],
    ["a kept process", stdio("late-answer") + CONNECT + "await client.close();"],
  ])("%s, which goes with it", async (_, body) => {
    const { ended } = await host(body);
    const { code, lines, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    await until(() => !isRunning(Number(lines[0])));
  });

  it("Streamable HTTP with a standby stream", async () => {
    const { url } = await listen((request, response, body) => {
      if (request.method === "GET")
        return response.writeHead(200, { "content-type": "text/event-stream" }).write(": hi\n\n");
      if (body?.id === undefined) return response.writeHead(202).end();
      return answer(response, body.id, INITIALIZED);
    });
    const { ended } = await host(
      `const source = new t.HttpSource({ url: "${url}" }); ${CONNECT} await new Promise((r) => setTimeout(r, 100));`,
    );
    expect(await ended).toMatchObject({ code: 0, stderr: "" });
  });

  it("SSE", async () => {
    let stream: { write(text: string): void } | undefined;
    const { url } = await listen((request, response, body) => {
      if (request.method === "GET") {
        response
          .writeHead(200, { "content-type": "text/event-stream" })
          .write("event: endpoint\ndata: /m\n\n");
        stream = response;
        return;
      }
      response.writeHead(202).end();
      // Late, so that only the awaited answer keeps the program alive.
      if (body?.id !== undefined)
        setTimeout(
          () =>
            stream?.write(
              `data: ${JSON.stringify({ jsonrpc: "2.0", id: body.id, result: INITIALIZED })}\n\n`,
            ),
          100,
        );
    });
    const { ended } = await host(`const source = new t.SseSource({ url: "${url}/sse" }); ${CONNECT}`);
    expect(await ended).toMatchObject({ code: 0, stderr: "", lines: ["undefined"] });
  });

  it("WebSocket", async () => {
    const server = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => "mcp" });
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once("listening", resolve));
    server.on("connection", (socket) =>
      socket.on("message", (data: Buffer) => {
        const { id } = JSON.parse(data.toString()) as { id?: number };
        if (id !== undefined)
          setTimeout(() => socket.send(JSON.stringify({ jsonrpc: "2.0", id, result: INITIALIZED })), 100);
      }),
    );
    const { ended } = await host(
      `const source = new t.WebSocketSource({ url: "ws://127.0.0.1:${(server.address() as AddressInfo).port}" }); ${CONNECT}`,
    );
    expect(await ended).toMatchObject({ code: 0, stderr: "" });
  });
});

it("stays alive for a call under way until its answer", async () => {
  const runtime = JSON.stringify(resolve("src/runtime/index.ts"));
  const call = `
    import { Client } from ${runtime};
    ${stdio("late-answer")}
    const client = await Client.connect(source, { protocol: "legacy" });
    console.log((await client.callTool("t", { delayMs: 300, text: "done" })).content.text);`;
  const { ended } = await host(call);
  const { code, lines } = await ended;
  expect(code).toBe(0);
  expect(lines[0]).toMatch(/^done /);
});

describe("a program that is ended takes its servers along", () => {
  const ending =
    stdio("grandchild") + CONNECT + 'console.log((await client.callTool({ name: "x" })).content[0].text);';
  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("by %s, which keeps its meaning", async (signal) => {
    const { child, lines, ended } = await host(`${ending} setInterval(() => {}, 1000);`);
    const pids = (await lines(2)).map(Number);
    expect(pids.map(isRunning)).toEqual([true, true]);
    child.kill(signal);
    expect(await ended).toMatchObject({ code: null, signal });
    await until(() => !pids.some(isRunning));
  });

  it("by process.exit, and by an uncaught error", async () => {
    for (const [end, code] of [
      ["process.exit(5)", 5],
      ['throw new Error("x")', 1],
    ] as const) {
      const { lines, ended } = await host(`${ending} ${end};`);
      const pids = (await lines(2)).map(Number);
      expect((await ended).code).toBe(code);
      await until(() => !pids.some(isRunning));
    }
  });

  it("ends them on SIGKILL, if a server reads the end of its input", async () => {
    const { child, lines, ended } = await host(
      `${stdio("late-answer")} ${CONNECT} setInterval(() => {}, 1000);`,
    );
    const pid = Number((await lines(1))[0]);
    child.kill("SIGKILL");
    await ended;
    await until(() => !isRunning(pid));
  });

  it("leaves a signal that it handles itself to it", async () => {
    const handled = `process.on("SIGTERM", async () => { await client.close(); await source.dispose(); console.log("clean"); process.exit(0); }); setInterval(() => {}, 1000);`;
    const { child, lines, ended } = await host(
      `${stdio("late-answer")} ${CONNECT} ${handled} console.log("ready");`,
    );
    await lines(2);
    child.kill("SIGTERM");
    expect(await ended).toMatchObject({
      code: 0,
      signal: null,
      lines: [expect.any(String), "ready", "clean"],
    });
  });
});

it("ends the kept process of an unreferenced source", async () => {
  const body = `
    import { setFlagsFromString } from "node:v8";
    import { runInNewContext } from "node:vm";
    setFlagsFromString("--expose-gc");
    const gc = runInNewContext("gc");
    async function use() { ${stdio("late-answer")} const transport = await source.open({}); await transport.start(); const { pid } = transport; await transport.close(); return pid; }
    const pid = await use();
    console.log(String(pid));
    for (let i = 0; i < 100; i++) { gc(); await new Promise((r) => setTimeout(r, 20)); try { process.kill(pid, 0); } catch { console.log("gone"); break; } }`;
  const { ended } = await host(body);
  expect((await ended).lines[1]).toBe("gone");
});

it("loads no package when the transports are imported", async () => {
  const { metafile } = await build({
    entryPoints: ["src/runtime/transport/index.ts"],
    absWorkingDir: fileURLToPath(new URL("../../..", import.meta.url)),
    ...{ bundle: true, splitting: true, write: false, metafile: true, outdir: "out" },
    ...{ platform: "node", format: "esm", packages: "external", logLevel: "error" },
  });
  const loaded = new Set<string>();
  const queue = ["out/index.js"];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    for (const { path, kind, external } of metafile.outputs[file]?.imports ?? []) {
      if (kind !== "import-statement" || loaded.has(path)) continue;
      loaded.add(path);
      if (external !== true) queue.push(path);
    }
  }
  // Chunks are found at all, and so are what Node brings along; nothing else is.
  expect([...loaded].filter((it) => it.startsWith("node:")).length).toBeGreaterThan(2);
  expect([...loaded].filter((it) => !it.startsWith("node:") && !it.startsWith("out/"))).toEqual([]);
});
