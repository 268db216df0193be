import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  Client,
  type HandlerOptions,
  McpError,
  type RuntimeEvent,
  TaskError,
  TimeoutError,
  ToolError,
  UnsupportedError,
} from "../../../src/runtime/index.js";
import { type TaskState } from "../../../src/runtime/tasks.js";
import { httpPeer, memoryPeer, type Peer, stdioPeer } from "./peers.js";

const handlers: HandlerOptions = { elicitation: () => ({ name: "Ann" }), roots: ["/srv"] };

describe.each([
  ["SDK v1, 2025-11-25, stdio", () => stdioPeer("legacy"), "legacy"],
  ["SDK v1, 2025-11-25, HTTP", () => httpPeer("legacy"), "legacy"],
  ["SDK v1, 2025-11-25, in memory", () => memoryPeer("legacy"), "legacy"],
  ["SDK v2, 2026-07-28, in memory", () => memoryPeer("modern"), "modern"],
  ["SDK v2, 2026-07-28, stdio", () => stdioPeer("modern"), "modern"],
  ["SDK v2, 2026-07-28, HTTP", () => httpPeer("modern"), "modern"],
] as const)("%s", (_name, start, era) => {
  let peer: Peer;
  let client: Client;
  beforeAll(async () => {
    peer = await start();
    client = await Client.connect(peer.target, { handlers, name: "jobs" });
    expect(client.era).toBe(era);
  });
  afterAll(async () => {
    await client.close();
    await peer.close();
  });

  it("a plain call that becomes a task is waited for", async () => {
    expect((await client.callTool("echo", { value: "x" })).data).toEqual({ value: "x" });
  });

  it("waits for the first call, too, when the tools are not known yet", async () => {
    await using fresh = await Client.connect(peer.target, { handlers });
    expect((await fresh.callTool("echo", { value: "y" })).data).toEqual({ value: "y" });
  });

  it("a handle: started, watched, waited for; its result is one promise", async () => {
    const task = await client.callToolTask("echo", { value: "x" });
    expect(task.returnedImmediately).toBe(false);
    expect(task.state?.status).toBe("working");
    expect(task).not.toHaveProperty("then");
    const seen: (string | undefined)[] = [];
    task.onStatusChange(({ statusMessage, status }) => seen.push(`${status} ${statusMessage}`));
    expect((await task.status()).taskId).toBe(task.taskId);
    expect(await task.wait({ timeoutMs: 5_000 })).toMatchObject({ status: "completed", pollIntervalMs: 40 });
    expect(task.result()).toBe(task.result());
    expect((await task.result()).data).toEqual({ value: "x" });
    expect(seen.at(-1)).toBe("completed half way");
    await task.cancel();
    expect((await task.status()).status).toBe("completed");
  });

  it("passes questions of a task to the handlers", async () => {
    const { content } = await client.callTool("asks");
    expect(content.text).toMatch(/^accept Ann/);
  });

  it("waits for the question itself", async () => {
    const task = await client.callToolTask("asks");
    expect((await task.wait({ until: "input_required", timeoutMs: 5_000 })).status).toBe("input_required");
    expect((await task.result()).content.text).toMatch(/^accept Ann/);
  });

  it("a tool that fails: ToolError, or its result", async () => {
    await expect(client.callTool("fails")).rejects.toThrow(ToolError);
    const task = await client.callToolTask("fails", {}, { raiseOnError: false });
    expect(await task.result()).toMatchObject({ isError: true });
  });

  it("cancelled through the handle: a TaskError with server and id", async () => {
    const task = await client.callToolTask("endless");
    const result = task.result();
    await task.cancel();
    const error = await result.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TaskError);
    expect(error).toMatchObject({
      code: "TASK_CANCELLED",
      server: "jobs",
      subject: "endless",
      taskId: task.taskId,
    });
  });

  it("cancels a task on the server when the signal of its call is aborted", async () => {
    const stop = new AbortController();
    const task = await client.callToolTask("endless", {}, { signal: stop.signal });
    const result = task.result();
    stop.abort(new Error("enough"));
    await expect(result).rejects.toThrow("enough");
    const other = client.task(task.taskId, { tool: "endless" });
    expect((await other.wait({ timeoutMs: 5_000 })).status).toBe("cancelled");
  });

  it("applies the deadline of a plain call to all of it, and cancels the task", async () => {
    await client.listTools();
    const started = performance.now();
    await expect(client.callTool("endless", {}, { timeoutMs: 200 })).rejects.toThrow(TimeoutError);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it("ends a wait at its own deadline, but not the task", async () => {
    const task = await client.callToolTask("endless");
    await expect(task.wait({ timeoutMs: 60 })).rejects.toThrow(
      /did not reach the awaited status within 60 ms/,
    );
    expect((await task.status()).status).toBe("working");
    await task.cancel();
  });

  it("picked up by its id from another client", async () => {
    if (typeof peer.target !== "string") return; // Other servers end with their client.
    const { taskId } = await client.callToolTask("echo", { value: "z" });
    const session = era === "legacy" ? client : await Client.connect(peer.target);
    expect((await session.task(taskId, { tool: "echo" }).result()).data).toEqual({ value: "z" });
    if (session !== client) await session.close();
  });

  it("has ended at once for a tool without tasks", async () => {
    const task = await client.callToolTask("plain");
    expect(task.returnedImmediately).toBe(true);
    expect((await task.wait()).status).toBe("completed");
    expect((await task.result()).content.text).toBe("at once");
    await task.cancel();
  });

  it("rejects a task that the server does not know", async () => {
    await expect(client.getTask("nobody")).rejects.toThrow(McpError);
  });

  it("gets and cancels tasks by id", async () => {
    const { taskId } = await client.callToolTask("endless");
    expect(await client.getTask(taskId)).toMatchObject({ taskId, status: "working", ttlMs: 60_000 });
    await client.cancelTask(taskId);
    expect((await client.getTask(taskId)).status).toBe("cancelled");
  });

  it("reports errors of a listener as events, and goes on", async () => {
    const events: RuntimeEvent[] = [];
    const off = client.onAny((event) => events.push(event));
    const task = await client.callToolTask("echo", { value: "x" });
    task.onStatusChange(() => {
      throw new Error("no");
    });
    expect((await task.result()).data).toEqual({ value: "x" });
    off();
    expect(events).toContainEqual(expect.objectContaining({ code: "TASK_FOLLOW_FAILED" }));
  });
});

describe("what only one era has", () => {
  it("2025-11-25: the server tells its tasks, and keeps them as long as it is asked to", async () => {
    await using client = await Client.connect((await stdioPeer("legacy")).target);
    const { taskId } = await client.callToolTask("endless", {}, { ttlMs: 12_345 });
    const tasks: readonly TaskState[] = await client.listTasks();
    expect(tasks).toEqual([expect.objectContaining({ taskId, ttlMs: 12_345 })]);
  });

  it("2025-11-25: a result that only looks like a refusal is the tool's own", async () => {
    await using client = await Client.connect((await stdioPeer("legacy")).target);
    await expect(client.callTool("broken")).rejects.toThrow("no such task here");
  });

  it("2026-07-28: a request that failed", async () => {
    await using client = await Client.connect((await stdioPeer("modern")).target);
    const error = await client.callTool("breaks").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TaskError);
    expect(error).toMatchObject({
      code: "TASK_FAILED",
      message: expect.stringContaining("rate limit"),
      cause: { rpcCode: -32603, data: { limit: 1 } },
    });
  });

  it("2026-07-28: no server tells its tasks", async () => {
    await using client = await Client.connect((await stdioPeer("modern")).target);
    await expect(client.listTasks()).rejects.toThrow(/2026-07-28, modern era.*`tasks.list`/);
  });

  it("2026-07-28: a question without an answer", async () => {
    await using client = await Client.connect((await stdioPeer("modern")).target);
    await expect(client.callTool("asks")).rejects.toThrow(/elicitation\/create.*no handler/);
  });

  it.each([
    ["legacy", "2025-11-25, legacy era", "`tasks.requests.tools.call`"],
    ["2026-07-28", "2026-07-28, modern era", "`io.modelcontextprotocol/tasks`"],
  ] as const)("a server without tasks, %s", async (protocol, said, capability) => {
    const { McpServer } = await import("@modelcontextprotocol/server");
    const factory = (): InstanceType<typeof McpServer> => {
      const server = new McpServer({ name: "s", version: "1" });
      server.registerTool("t", {}, () => ({ content: [] }));
      return server;
    };
    await using client = await Client.connect(factory, { protocol });
    const error = await client.callToolTask("t").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnsupportedError);
    expect(error).toMatchObject({ message: expect.stringContaining(said) });
    expect(error).toMatchObject({ message: expect.stringContaining(capability) });
  });
});
