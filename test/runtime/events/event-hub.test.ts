import { describe, expect, it } from "vitest";
import type { RuntimeEvent } from "../../../src/runtime/events/event.js";
import { EventHub } from "../../../src/runtime/events/event-hub.js";

const event: RuntimeEvent = { type: "sessionReset", server: "weather" };

describe("EventHub", () => {
  it("delivers by type and to listeners of all events, in order, until removed", () => {
    const hub = new EventHub();
    const seen: string[] = [];
    hub.on("gap", () => seen.push("gap"));
    const remove = hub.on("sessionReset", (e) => seen.push(`typed ${e.server}`));
    hub.onAny((e) => seen.push(e.type));
    hub.emit(event);
    remove();
    hub.emit(event);
    expect(seen).toEqual(["typed weather", "sessionReset", "sessionReset"]);
  });

  it("isolates listeners that throw or reject", async () => {
    const errors: unknown[] = [];
    const hub = new EventHub((error) => errors.push(error));
    let reached = false;
    hub.onAny(() => {
      throw new Error("sync");
    });
    hub.onAny((async () => {
      throw new Error("async");
    }) as () => void);
    hub.onAny(() => (reached = true));
    hub.emit(event);
    await Promise.resolve();
    expect(reached).toBe(true);
    expect(errors.map(String)).toEqual(["Error: sync", "Error: async"]);
  });

  it.each<readonly [string, () => unknown]>([
    [
      "throws",
      () => {
        throw new Error("broken");
      },
    ],
    ["rejects", () => Promise.reject(new Error("broken"))],
  ])("reports a listener that %s once, and still calls it", async (_, fail) => {
    const errors: unknown[] = [];
    const hub = new EventHub((error) => errors.push(error));
    let calls = 0;
    hub.onAny(() => (calls++, fail()));
    for (let i = 0; i < 5; i++) hub.emit(event);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect([calls, errors.map(String)]).toEqual([5, ["Error: broken"]]);
  });

  it("tolerates a listener that removes itself", () => {
    const hub = new EventHub();
    let calls = 0;
    const remove = hub.onAny(() => {
      calls++;
      remove();
    });
    hub.onAny(() => calls++);
    hub.emit(event);
    expect(calls).toBe(2);
    expect(hub.idle).toBe(false);
  });
});
