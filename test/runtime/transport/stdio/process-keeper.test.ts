import { describe, expect, it } from "vitest";
import { isRunning, isUnreaped, until } from "../processes.js";
import { Wire } from "../wire.js";
import { pidOf, server } from "./server.js";

describe("ending", () => {
  const once = { keepAlive: false };

  it("waits only for the exit of a server that reads the end of its input", async () => {
    const wire = await Wire.open(server("late-answer", once));
    const pid = pidOf(wire);
    await wire.close();
    expect(isRunning(pid)).toBe(false);
    await wire.closed;
    await wire.close();
  });

  it("kills a server that ignores everything after both grace periods", async () => {
    const wire = await Wire.open(server("ignores-sigterm", once));
    await wire.initialize();
    const pid = pidOf(wire);
    const start = performance.now();
    await wire.close();
    expect(isRunning(pid)).toBe(false);
    expect(performance.now() - start).toBeGreaterThan(550);
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  it("its descendants go with it, although they hold its pipes", async () => {
    const wire = await Wire.open(server("grandchild", once));
    const grandchild = Number(await wire.call());
    expect(isRunning(grandchild)).toBe(true);
    await wire.close();
    expect(isRunning(grandchild)).toBe(false);
  });

  it("ends descendants of a server that has already ended", async () => {
    const wire = await Wire.open(server("grandchild"));
    const grandchild = Number(await wire.call());
    process.kill(pidOf(wire), "SIGKILL");
    await wire.closed;
    await until(() => !isRunning(grandchild));
  });

  it("leaves nothing behind when closed while being opened", async () => {
    const source = server("late-answer", once);
    const transport = await source.open({});
    const starting = transport.start();
    await transport.close();
    await expect(starting).rejects.toMatchObject({ code: "NOT_CONNECTED" });
  });
});

describe("a kept process", () => {
  it("serves one connection after another, which never see each other's answers", async () => {
    const source = server("late-answer");
    const first = await Wire.open(source);
    await first.initialize();
    const pid = pidOf(first);
    void first.call({ text: "late", delayMs: 50 }, { progressToken: 1 });
    await first.close();
    expect(isRunning(pid)).toBe(true);

    const second = await Wire.open(source);
    expect(await second.initialize()).toMatchObject({ result: { serverInfo: { name: "fixture" } } });
    expect(pidOf(second)).toBe(pid);
    // The same ids as before, while the answer to the first connection's request 1 is still to come; one handshake only.
    expect(await second.call({ text: "own", delayMs: 100 }, { progressToken: 1 })).toBe(`own ${pid} 1`);
    expect(second.received).toEqual([
      { jsonrpc: "2.0", method: "notifications/progress", params: { progressToken: 1, progress: 1 } },
    ]);
  });

  it("receives the handshake of a connection that sends a different one", async () => {
    const source = server("late-answer");
    const first = await Wire.open(source);
    await first.initialize("a");
    await first.close();
    const second = await Wire.open(source);
    await second.initialize("b");
    expect(await second.call()).toMatch(/ 2$/);
  });

  it("is one of two for two concurrent connections; only one is kept", async () => {
    const source = server("late-answer");
    const [a, b] = await Promise.all([Wire.open(source), Wire.open(source)]);
    const pids = [pidOf(a), pidOf(b)];
    expect(new Set(pids).size).toBe(2);
    await a.close();
    await b.close();
    expect(pids.map(isRunning)).toEqual([true, false]);
  });

  it("is replaced if it ended in between", async () => {
    const source = server("late-answer");
    const first = await Wire.open(source);
    const pid = pidOf(first);
    await first.close();
    process.kill(pid, "SIGKILL");
    await until(() => !isUnreaped(pid));
    const second = await Wire.open(source);
    expect(await second.call()).not.toContain(String(pid));
  });

  it("ends on dispose, and the next connection starts another", async () => {
    const source = server("late-answer");
    const first = await Wire.open(source);
    const pid = pidOf(first);
    await first.close();
    await source.dispose();
    expect(isRunning(pid)).toBe(false);
    const second = await Wire.open(source);
    expect(pidOf(second)).not.toBe(pid);
  });

  it("ends after its idle time", async () => {
    const source = server("late-answer", { idleTimeoutMs: 100 });
    const wire = await Wire.open(source);
    const pid = pidOf(wire);
    await wire.close();
    expect(isRunning(pid)).toBe(true);
    await until(() => !isRunning(pid));
  });

  it("gets answers to its requests without a connected client", async () => {
    const source = server("asks-while-idle");
    const first = await Wire.open(source);
    await first.initialize();
    await first.close();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const second = await Wire.open(source);
    expect(JSON.parse(await second.call())).toMatchObject({ ping: {}, roots: { code: -32603 } });
  });
});
