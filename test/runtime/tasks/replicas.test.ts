import { describe, expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { httpPeer, stdioPeer } from "./peers.js";

/** Each server knows its own tasks only. */
describe.each([
  ["2025-11-25, stdio", () => stdioPeer("legacy")],
  ["2026-07-28, stdio", () => stdioPeer("modern")],
  ["2026-07-28, HTTP", () => httpPeer("modern")],
])("tasks over three replicas, %s", (_name, start) => {
  it("continues each task on the replica where it began", async () => {
    const peers = await Promise.all([start(), start(), start()]);
    const [first, ...others] = peers.map(({ target }) => target);
    try {
      await using client = await Client.connect(first!, {
        name: "jobs",
        replicas: others.map((target, i) =>
          // processes that are started alike need labels that tell them apart
          typeof target === "string" ? target : ({ ...(target as object), label: `jobs ${i}` } as never),
        ),
        balance: { policy: "roundRobin", affinity: "none" },
      });
      const values = Array.from({ length: 6 }, (_, i) => `v${i}`);
      const tasks = await Promise.all(values.map((value) => client.callToolTask("echo", { value })));
      const results = await Promise.all(tasks.map((task) => task.result()));
      expect(results.map(({ data }) => data)).toEqual(values.map((value) => ({ value })));
      const used = client.endpoints.stats().filter(({ calls }) => calls > 0);
      expect(used).toHaveLength(3);
    } finally {
      await Promise.all(peers.map((peer) => peer.close()));
    }
  });
});
