import { describe, expect, it } from "vitest";
import { queueLayer } from "../../../src/runtime/layers/queue-layer.js";
import { context, harness, request, settle } from "../async/fake-clock.js";

/** A server that answers when told to. */
function bench(options: { concurrency: number; limit: number }) {
  const tools = harness();
  const sent: { id: unknown; answer: (error?: Error) => void }[] = [];
  const handler = queueLayer(
    options,
    tools,
    "a",
  )(
    (req) =>
      new Promise((resolve, reject) => {
        sent.push({
          id: req.params["id"],
          answer: (error) => (error ? reject(error) : resolve(req.params["id"])),
        });
      }),
  );
  const call = (id: number, signal = new AbortController().signal) =>
    handler(request("tools/call", {}, { id }), context({ signal })) as Promise<number>;
  return { ...tools, sent, call, ids: () => sent.map(({ id }) => id) };
}

describe("queue", () => {
  it("lets a fixed number through, and queues the others in order", async () => {
    const { call, sent, ids, events } = bench({ concurrency: 2, limit: 10 });
    const calls = [1, 2, 3, 4].map((id) => call(id));
    expect(ids()).toEqual([1, 2]);
    sent[1]!.answer();
    await settle();
    expect(ids()).toEqual([1, 2, 3]);
    sent[0]!.answer(new Error("a failure frees its slot, too"));
    await expect(calls[0]).rejects.toThrow("frees");
    await settle();
    expect(ids()).toEqual([1, 2, 3, 4]);
    sent[2]!.answer();
    sent[3]!.answer();
    expect(await Promise.all(calls.slice(1))).toEqual([2, 3, 4]);
    expect(events.map((event) => event.type === "queued" && event.depth)).toEqual([1, 2]);
  });

  it("rejects a request over the limit at once", async () => {
    const { call, events } = bench({ concurrency: 1, limit: 1 });
    void call(1);
    void call(2);
    await expect(call(3)).rejects.toMatchObject({ code: "OVERLOADED", limit: 1, server: "weather" });
    expect(events.at(-1)).toMatchObject({ type: "overloaded", limit: 1, endpoint: "a" });
  });

  it("does not send what was aborted while waiting, and frees its place", async () => {
    const { call, sent, ids } = bench({ concurrency: 1, limit: 2 });
    const controller = new AbortController();
    void call(1);
    const aborted = call(2, controller.signal);
    void call(3);
    controller.abort(new Error("enough"));
    await expect(aborted).rejects.toThrow("enough");
    void call(4);
    sent[0]!.answer();
    await settle();
    expect(ids()).toEqual([1, 3]);
    await expect(call(5, AbortSignal.abort(new Error("before")))).rejects.toThrow("before");
  });

  it("keeps its limits with many callers that come and go", async () => {
    const { call, sent } = bench({ concurrency: 3, limit: 1000 });
    const calls = Array.from({ length: 500 }, (_, id) =>
      call(id, id % 3 === 1 ? AbortSignal.timeout(0) : undefined),
    );
    const settled = Promise.allSettled(calls);
    let answered = 0;
    await new Promise((resolve) => setTimeout(resolve, 20));
    while (answered < sent.length) {
      expect(sent.length - answered).toBeLessThanOrEqual(3);
      sent[answered++]!.answer();
      await settle();
    }
    const results = await settled;
    expect(results.filter(({ status }) => status === "rejected").length + answered).toBe(500);
  });
});
