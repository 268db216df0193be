import { describe, expect, it } from "vitest";
import { ConnectError, McpError } from "../../../src/runtime/errors/index.js";
import { poll } from "../../../src/runtime/poll/poll.js";
import { watch, type WatchOptions, type WatchSource } from "../../../src/runtime/poll/watch.js";
import { FakeClock, settle } from "../async/fake-clock.js";

const time = () => ({ clock: new FakeClock(true), random: () => 0.5 });

/** Takes `count` values, then ends the iteration. */
async function take<T>(source: AsyncGenerator<T>, count: number): Promise<T[]> {
  const values: T[] = [];
  if (count === 0) return values;
  for await (const value of source) if (values.push(value) === count) break;
  return values;
}

describe("poll", () => {
  it("yields the first value and each that differs, whatever the order of members", async () => {
    const script = [{ a: 1, b: 2 }, { b: 2, a: 1 }, { a: 2 }, { a: 2 }, { a: 1, b: 2 }];
    const dependencies = time();
    expect(
      await take(
        poll(async () => script.shift(), {}, dependencies),
        3,
      ),
    ).toEqual([{ a: 1, b: 2 }, { a: 2 }, { a: 1, b: 2 }]);
    expect(dependencies.clock.slept).toEqual([5_000, 5_000, 5_000, 5_000]);
  });

  it("polls at most once a second, and not in step with others", async () => {
    const dependencies = { clock: new FakeClock(true), random: () => 0 };
    let n = 0;
    await take(
      poll(async () => n++, { intervalMs: 1 }, dependencies),
      2,
    );
    expect(dependencies.clock.slept).toEqual([900]);
  });

  it("waits for a server that cannot be reached, and ends with an error that it answers", async () => {
    const skipped: unknown[] = [];
    const away = new ConnectError("away");
    const script = [1, away, away, 2, new McpError("gone", -32002)];
    const values = poll(
      async () => {
        const step = script.shift();
        if (step instanceof Error) throw step;
        return step;
      },
      { onSkipped: (error) => skipped.push(error) },
      time(),
    );
    expect((await values.next()).value).toBe(1);
    expect((await values.next()).value).toBe(2);
    expect(skipped).toEqual([away, away]);
    await expect(values.next()).rejects.toThrow("gone");
  });

  it("ends without an error when aborted, while waiting and while polling", async () => {
    for (const hang of [false, true]) {
      const controller = new AbortController();
      const clock = new FakeClock();
      let n = 0;
      const look = (signal: AbortSignal) =>
        hang && n > 0
          ? new Promise<number>((_, reject) =>
              signal.addEventListener("abort", () => reject(signal.reason as Error)),
            )
          : Promise.resolve(n++);
      const values = poll(look, { signal: controller.signal }, { clock, random: () => 0.5 });
      await values.next();
      const next = values.next();
      await settle();
      if (hang) await clock.advance(5_000);
      controller.abort();
      expect(await next).toEqual({ done: true, value: undefined });
    }
  });
});

/** A server with resources that can be changed by hand. */
function library(contents: Record<string, unknown>, subscribes: boolean) {
  const changed = new Map<string, () => void>();
  const reads: string[] = [];
  const source: WatchSource<unknown> = {
    read: async (uri) => {
      reads.push(uri);
      const content = contents[uri];
      if (content instanceof Error) throw content;
      return content;
    },
    list: async () => Object.keys(contents),
    subscribe: async (uri, listener) => {
      if (!subscribes) return undefined;
      changed.set(uri, listener);
      return () => changed.delete(uri);
    },
  };
  const start = (options: WatchOptions<unknown>, clock = new FakeClock()) => ({
    clock,
    changes: watch(source, options, { clock, random: () => 0.5 }),
  });
  return { source, changed, reads, start };
}

describe("watch", () => {
  it("polls if the server does not send notifications", async () => {
    const contents: Record<string, unknown> = { "a:1": "x", "a:2": "y" };
    const { start, reads } = library(contents, false);
    const { changes, clock } = start({ resources: ["a:1", "a:2"] });
    expect((await changes.next()).value).toEqual({ type: "changed", uri: "a:1", content: "x" });
    expect((await changes.next()).value).toEqual({ type: "changed", uri: "a:2", content: "y" });
    const next = changes.next();
    await settle();
    await clock.advance(5_000);
    contents["a:2"] = "z";
    await clock.advance(5_000);
    expect((await next).value).toEqual({ type: "changed", uri: "a:2", content: "z" });
    expect(reads).toHaveLength(6);
    await changes.return();
    expect(clock.sleeping).toBe(0);
  });

  it("reads what the server reports as changed, and nothing else", async () => {
    const contents: Record<string, unknown> = { "a:1": "x", "a:2": "y" };
    const { start, reads, changed } = library(contents, true);
    const { changes, clock } = start({ resources: ["a:1", "a:2"] });
    await changes.next();
    await changes.next();
    const next = changes.next();
    await settle();
    await clock.advance(60_000);
    expect(reads).toEqual(["a:1", "a:2"]);
    contents["a:1"] = "new";
    changed.get("a:1")!();
    expect((await next).value).toEqual({ type: "changed", uri: "a:1", content: "new" });
    expect(reads).toEqual(["a:1", "a:2", "a:1"]);
    await changes.return();
    expect(changed.size).toBe(0);
  });

  it("follows a pattern: new resources come, old ones go", async () => {
    const contents: Record<string, unknown> = { "log:1": "x", "img:1": "y" };
    const { start } = library(contents, false);
    const { changes, clock } = start({ resources: (uri) => uri.startsWith("log:") });
    expect((await changes.next()).value).toMatchObject({ uri: "log:1" });
    contents["log:2"] = "z";
    delete contents["log:1"];
    const rest = [changes.next(), changes.next()];
    await settle();
    await clock.advance(5_000);
    expect((await rest[0]!).value).toEqual({ type: "removed", uri: "log:1" });
    expect((await rest[1]!).value).toEqual({ type: "changed", uri: "log:2", content: "z" });
    await changes.return();
  });

  it("goes on if one resource cannot be read", async () => {
    const skipped: unknown[] = [];
    const contents: Record<string, unknown> = { "a:1": new ConnectError("away"), "a:2": "y" };
    const { start } = library(contents, true);
    const { changes, clock } = start({
      resources: ["a:1", "a:2"],
      onSkipped: (_error, uri) => skipped.push(uri),
    });
    expect((await changes.next()).value).toMatchObject({ uri: "a:2" });
    expect(skipped).toEqual(["a:1"]);
    contents["a:1"] = "back";
    const next = changes.next();
    await settle();
    await clock.advance(5_000);
    expect((await next).value).toEqual({ type: "changed", uri: "a:1", content: "back" });
    await changes.return();
  });

  it("ends without an error when aborted, and ends its subscriptions", async () => {
    const { start, changed } = library({ "a:1": "x" }, true);
    const controller = new AbortController();
    const { changes } = start({ resources: ["a:1"], signal: controller.signal });
    await changes.next();
    const next = changes.next();
    await settle();
    controller.abort();
    expect((await next).done).toBe(true);
    expect(changed.size).toBe(0);
  });
});
