import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { McpServer } from "@modelcontextprotocol/server";
import { describe, expect, it } from "vitest";
import { Client, NotConnectedError, type RuntimeEvent } from "../../../src/runtime/index.js";
import { ServersFailedError } from "../../../src/runtime/multi.js";
import { dualEraSource, pairedSource } from "../support/sources.js";
import { inMemory, names, stdio } from "./support/servers.js";
import { eventually } from "../../support/eventually.js";

const dead = { command: "fmcp-no-such-command" };
const asks = stdio("asks-and-changes.mjs");

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function pidOf(client: Client, name: string): Promise<number> {
  return Number((await client.callTool(`${name}_pid`)).content.text);
}

function diagnostics(client: Client): RuntimeEvent[] {
  const events: RuntimeEvent[] = [];
  client.on("diagnostic", (event) => events.push(event));
  return events;
}

describe("a server that cannot be reached", () => {
  it("is left out, with an event and a status; the others answer", async () => {
    await using client = new Client({ mcpServers: { dead, ok: inMemory("ok", "x") } });
    const events = diagnostics(client);
    await client.connect();
    expect(client.isConnected()).toBe(true);
    expect(client.statusOf("dead")).toMatchObject({
      state: "failed",
      error: { code: "CONNECT_FAILED", server: "dead" },
    });
    expect(client.statusOf("ok")).toMatchObject({ state: "ready" });
    expect(events).toEqual([
      expect.objectContaining({ code: "SERVER_FAILED", server: "dead", subject: "connect" }),
    ]);
    expect(names(await client.listTools())).toEqual(["ok_x"]);
    expect((await client.callTool("ok_x")).content.text).toBe("ok:x");
    await expect(client.callTool("dead_x")).rejects.toMatchObject({ code: "CONNECT_FAILED", server: "dead" });
  });

  it.each<[string, object, RegExp]>([
    ["neither command nor URL", { comand: "x" }, /server "bad": It has neither "command" nor "url"/],
    ["a field of a wrong type", { command: "x", args: "y" }, /server "bad": "args" is a string/],
    [
      "both a command and a URL",
      { command: "x", url: "https://h.example" },
      /It has both "command" and "url"/,
    ],
    ["a wrong transform", { command: "x", tools: { t: { name: 1 } } }, /bad/],
    ["a variable that is not set", { command: "x", env: { A: "${FMCP_NOT_SET}" } }, /FMCP_NOT_SET/],
  ])("costs only itself where its entry has %s, in code and in a file", async (_, bad, message) => {
    const folder = await mkdtemp(join(tmpdir(), "fmcp-multi-"));
    const path = join(folder, "mcp.json");
    await writeFile(path, JSON.stringify({ mcpServers: { bad, ok: asks } }));
    for (const config of [path, { mcpServers: { bad, ok: asks } }]) {
      await using client = new Client(config);
      const events = diagnostics(client);
      await client.connect();
      expect(client.statusOf("ok").state).toBe("ready");
      expect(client.statusOf("bad")).toMatchObject({
        state: "failed",
        error: { code: "CONFIGURATION", server: "bad", message: expect.stringMatching(message) },
      });
      expect(events).toContainEqual(expect.objectContaining({ code: "SERVER_FAILED", server: "bad" }));
      expect(await pidOf(client, "ok")).toBeGreaterThan(0);
    }
    const strict = new Client(path, { onServerError: "throw" });
    await expect(strict.connect()).rejects.toThrow(message);
    await rm(folder, { recursive: true });
  });

  it("all of them: one error that names each and its cause", async () => {
    const also = { command: "fmcp-nor-this-one" };
    const client = new Client({ mcpServers: { dead, also } });
    const error = await client.connect().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ServersFailedError);
    expect(String(error)).toMatch(
      /All 2 servers failed\. "dead": .*fmcp-no-such-command.*; "also": .*fmcp-nor-this-one/,
    );
    expect([...(error as ServersFailedError).errors.keys()]).toEqual(["dead", "also"]);
    expect(client.state).toBe("closed");
  });

  it("the only one: its own error", async () => {
    await expect(Client.connect({ mcpServers: { dead } })).rejects.toMatchObject({
      code: "CONNECT_FAILED",
      server: "dead",
    });
  });

  it('with `onServerError: "throw"` it fails the client, and nothing is left running', async () => {
    const client = new Client({ mcpServers: { dead, asks } }, { onServerError: "throw" });
    await expect(client.connect()).rejects.toThrow(/1 of 2 servers failed\. "dead"/);
    expect([...client.servers.values()].map(({ state }) => state)).toEqual(["failed", "idle"]);
    await expect(client.listTools()).rejects.toBeInstanceOf(NotConnectedError);
  });

  it("and all others fail to answer: the error names it, too, though it was left alone", async () => {
    const broken = dualEraSource(() => {
      const server = new McpServer({ name: "broken", version: "1" }, { capabilities: { tools: {} } });
      server.server.setRequestHandler("tools/list", () => Promise.reject(new Error("out of order")));
      return server;
    });
    await using client = await Client.connect({ mcpServers: { dead, broken } });
    await expect(client.listTools()).rejects.toThrow(
      /All 2 servers failed\. "broken": .*out of order.*; "dead": /,
    );
    expect(client.statusOf("broken").state).toBe("ready");
  });

  it("is tried again by calls that name it, not by every list", async () => {
    let attempts = 0;
    const inner = inMemory("late", "x");
    const late = {
      ...inner,
      open: (context: never) => (++attempts < 3 ? Promise.reject(new Error("not yet")) : inner.open(context)),
    };
    await using client = await Client.connect({ mcpServers: { late, ok: inMemory("ok", "x") } });
    await client.listTools();
    await client.listTools();
    expect(attempts).toBe(1);
    await expect(client.callTool("late_x")).rejects.toThrow("not yet");
    expect(client.statusOf("late").state).toBe("failed");
    expect((await client.callTool("late_x")).content.text).toBe("late:x");
    expect(client.statusOf("late")).toEqual({ name: "late", state: "ready", era: "modern" });
    expect(names(await client.listTools())).toEqual(["late_x", "ok_x"]);
  });

  it("is the only one that a missing variable makes unusable", async () => {
    const env = { PATH: process.env["PATH"] };
    const needy = { command: "x", env: { KEY: "${FMCP_NO_SUCH_VARIABLE}" } };
    await using client = await Client.connect({ mcpServers: { needy, ok: inMemory("ok", "x") } }, { env });
    expect(client.statusOf("needy")).toMatchObject({ state: "failed", error: { code: "CONFIGURATION" } });
    expect(names(await client.listTools())).toEqual(["ok_x"]);
  });

  it("ends all attempts with the reason of the signal", async () => {
    const silent = pairedSource(() => undefined);
    const client = new Client({ mcpServers: { silent, ok: inMemory("ok", "x") } });
    const reason = new Error("enough");
    await expect(
      client.connect({ signal: AbortSignal.any([AbortSignal.timeout(50), abortWith(reason, 20)]) }),
    ).rejects.toBe(reason);
    expect(client.state).toBe("closed");
    expect(client.statusOf("silent").state).toBe("idle");
  });

  it("one that is slow does not hold the others: they are connected at once, together", async () => {
    let allAsked = (): void => undefined;
    const all = new Promise<void>((resolve) => (allAsked = resolve));
    let asked = 0;
    const slow = () => {
      const inner = inMemory("s", "x");
      return {
        ...inner,
        open: async (context: never) => {
          if (++asked === 3) allAsked();
          await all;
          return inner.open(context);
        },
      };
    };
    await using client = await Client.connect({ mcpServers: { a: slow(), b: slow(), c: slow() } });
    expect([...client.servers.values()].every(({ state }) => state === "ready")).toBe(true);
  });
});

describe("a server that dies on the way", () => {
  it("fails its own requests only, and is started again", async () => {
    await using client = await Client.connect({
      mcpServers: { a: asks, b: asks, dying: stdio("exits-mid-call.mjs") },
    });
    const [other, doomed] = await Promise.allSettled([client.callTool("a_pid"), client.callTool("dying_x")]);
    expect(other.status).toBe("fulfilled");
    expect(doomed).toMatchObject({ status: "rejected", reason: { server: "dying" } });
    expect(client.statusOf("dying").state).toBe("failed");

    const pid = await pidOf(client, "b");
    process.kill(pid, "SIGKILL");
    await eventually(() => expect(client.statusOf("b").state).not.toBe("ready"));
    expect(client.isConnected()).toBe(true);
    expect(names(await client.listTools())).toEqual(expect.arrayContaining(["a_pid", "b_pid"]));
    expect(await pidOf(client, "b")).not.toBe(pid);
    expect(client.statusOf("b")).toEqual({ name: "b", state: "ready", era: "legacy" });
  });

  it("is subscribed to again when it is back", async () => {
    await using client = await Client.connect({ mcpServers: { a: asks, b: asks } });
    let heard = 0;
    await client.onListChanged("tools", () => heard++);
    process.kill(await pidOf(client, "b"), "SIGKILL");
    await eventually(() => expect(client.statusOf("b").state).not.toBe("ready"));
    await client.callTool("b_change");
    await eventually(() => expect(heard).toBeGreaterThan(0));
  });
});

describe("servers that come and go", () => {
  it("one is added: its names are there, its changes are heard, its calls go to it", async () => {
    await using client = await Client.connect({ mcpServers: { a: inMemory("a", "x") } });
    const heard: string[] = [];
    await client.onListChanged("tools", () => heard.push("tools"));
    await client.setLogLevel("error").catch(() => undefined);
    expect(names(await client.listTools())).toEqual(["x"]);
    await client.addServer("b", asks);
    await eventually(() => expect(heard).toEqual(["tools"]));
    // There are two now, so that names tell them apart; and they stay so.
    expect(names(await client.listTools())).toEqual(["a_x", "b_ask", "b_change", "b_pid", "b_level"]);
    expect((await client.callTool("a_x")).content.text).toBe("a:x");
    await expect(client.callTool("x")).rejects.toThrow('Do you mean "a_x"?');
    await client.callTool("b_change");
    await eventually(() => expect(heard).toEqual(["tools", "tools"]));
    const pid = await pidOf(client, "b");
    await client.removeServer("b");
    await eventually(() => expect(heard).toEqual(["tools", "tools", "tools"]));
    expect(alive(pid)).toBe(false);
    expect(names(await client.listTools())).toEqual(["a_x"]);
    await expect(client.callTool("b_pid")).rejects.toMatchObject({ code: "UNKNOWN_COMPONENT" });
    expect([...client.servers.keys()]).toEqual(["a"]);
  });

  it("suggests the tool that was probably meant, by its name here, once the tools are known", async () => {
    await using client = await Client.connect({
      mcpServers: { a: inMemory("a", "forecast"), b: inMemory("b", "search") },
    });
    await client.listTools();
    await expect(client.callTool("a_forcast")).rejects.toThrow('Do you mean "a_forecast"?');
    await expect(client.callTool("forecst")).rejects.toThrow('Do you mean "a_forecast"?');
    await expect(client.callTool("a_quite-another")).rejects.not.toThrow("Do you mean");
  });

  it("an added server may be anything: an entry with transforms, a server in memory, with options of its own", async () => {
    await using client = await Client.connect({ mcpServers: { a: inMemory("a", "x") } });
    await client.addServer("t", {
      ...stdio("tagged.mjs"),
      tools: { plain: { name: "simple" } },
      exclude_tags: ["weather", "admin"],
    });
    await client.addServer("m", inMemory("m", "y"), { protocol: "legacy" });
    expect(names(await client.listTools())).toEqual(["a_x", "t_simple", "m_y"]);
    expect(client.statusOf("m").era).toBe("legacy");
  });

  it("does not add one that cannot be reached, and uses a name once", async () => {
    await using client = await Client.connect({ mcpServers: { a: inMemory("a", "x") } });
    await expect(client.addServer("dead", dead)).rejects.toMatchObject({ code: "CONNECT_FAILED" });
    expect([...client.servers.keys()]).toEqual(["a"]);
    await expect(client.addServer("a", dead)).rejects.toThrow('A server "a" already exists');
    await expect(client.addServer("bad", { comand: "x" } as never)).rejects.toThrow("/mcpServers/bad");
    await expect(client.removeServer("nope")).rejects.toThrow('There is no server "nope"');
    expect(names(await client.listTools())).toEqual(["x"]);
  });

  it("ends one that is being added when the client is closed", async () => {
    const client = await Client.connect({ mcpServers: { a: inMemory("a", "x") } });
    const adding = client.addServer("b", asks);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await client.close();
    await expect(adding).rejects.toBeInstanceOf(NotConnectedError);
    expect([...client.servers.keys()]).toEqual(["a"]);
  });

  it("before it is connected, and after the last one is gone", async () => {
    const client = new Client({ mcpServers: { a: inMemory("a", "x") } });
    await client.addServer("b", inMemory("b", "y"));
    await using _lease = await client.connect();
    expect(names(await client.listTools())).toEqual(["a_x", "b_y"]);
    await client.removeServer("a");
    await client.removeServer("b");
    expect(await client.listTools()).toEqual([]);
    expect(client.isConnected()).toBe(false);
  });

  it("refuses to add a server to the client of a single one", async () => {
    await using client = await Client.connect(inMemory("a", "x"));
    await expect(async () => client.addServer("b", dead)).rejects.toThrow("connected to a single server");
    expect([...client.servers.values()]).toEqual([{ name: client.name, state: "ready", era: "modern" }]);
  });
});

it("emits its connected state once, when the first server connects", async () => {
  const client = new Client({ mcpServers: { a: inMemory("a", "x"), b: inMemory("b", "x"), dead } });
  const states: string[] = [];
  client.onState((state) => states.push(state));
  await client.connect();
  await client.close();
  expect(states).toEqual(["idle", "connecting", "connected", "closed"]);
});

it("gives a fork its own connections", async () => {
  await using client = await Client.connect({ mcpServers: { a: asks, b: asks } });
  await using fork = client.fork({ prefix: "never", onCollision: "first" });
  await fork.connect();
  expect(names(await fork.listTools())).toEqual(["ask", "change", "pid", "level"]);
  expect((await fork.callTool("pid")).content.text).not.toBe((await client.callTool("a_pid")).content.text);
});

describe("what is left when a client is closed", () => {
  it("no process; and it can be connected again", async () => {
    const client = new Client({ mcpServers: { a: asks, b: asks, c: asks } });
    await client.connect();
    const first = await Promise.all(["a", "b", "c"].map((name) => pidOf(client, name)));
    await client.close();
    await client.close();
    expect(first.filter(alive)).toEqual([]);
    expect(client.state).toBe("closed");
    await expect(client.listTools()).rejects.toBeInstanceOf(NotConnectedError);
    await client.connect();
    const second = await Promise.all(["a", "b", "c"].map((name) => pidOf(client, name)));
    expect(second.filter((pid) => first.includes(pid))).toEqual([]);
    await client.close();
    expect(second.filter(alive)).toEqual([]);
  });

  it("ends a kept process with the client, not with a lease", async () => {
    const kept = { ...asks, keep_alive: true };
    const client = new Client({ mcpServers: { kept, gone: asks } });
    const lease = await client.connect();
    const pids = [await pidOf(client, "kept"), await pidOf(client, "gone")] as const;
    await lease.close();
    expect(pids.map(alive)).toEqual([true, false]);
    const again = await client.connect();
    expect(await pidOf(client, "kept")).toBe(pids[0]);
    await again.close();
    await client.close();
    expect(pids.map(alive)).toEqual([false, false]);
  });

  it("one that ignores being asked holds neither the others nor the client for long", async () => {
    const client = await Client.connect(
      { mcpServers: { stubborn: stdio("ignores-sigterm.mjs"), a: asks } },
      { disconnectTimeoutMs: 500 },
    );
    const pid = await pidOf(client, "a");
    const started = performance.now();
    await client.close();
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(alive(pid)).toBe(false);
  });

  it("nested holds share the sessions, and nothing is connected before it is needed", async () => {
    const client = new Client({ mcpServers: { a: asks, b: asks } }, { autoInitialize: false });
    const outer = await client.connect();
    expect([...client.servers.values()].map(({ state }) => state)).toEqual(["idle", "idle"]);
    const pid = await pidOf(client, "a");
    expect(client.statusOf("b").state).toBe("idle");
    const inner = await client.connect();
    await inner.close();
    expect(await pidOf(client, "a")).toBe(pid);
    await outer.close();
    expect(alive(pid)).toBe(false);
  });
});

it("connects once a faulty file is corrected", async () => {
  const folder = await mkdtemp(join(tmpdir(), "fmcp-multi-"));
  const path = join(folder, "mcp.json");
  await writeFile(path, "{");
  const client = new Client(path);
  await expect(client.connect()).rejects.toMatchObject({ code: "CONFIGURATION" });
  await writeFile(path, JSON.stringify({ mcpServers: { a: asks, b: asks } }));
  await client.connect();
  expect([...client.servers.keys()]).toEqual(["a", "b"]);
  await client.close();
  await rm(folder, { recursive: true });
});

function abortWith(reason: Error, ms: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), ms);
  return controller.signal;
}
