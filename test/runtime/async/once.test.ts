import { expect, it, vi } from "vitest";
import { Once } from "../../../src/runtime/async/once.js";

it("creates its value on first use, once for all concurrent callers", async () => {
  const make = vi.fn(async () => ({}));
  const once = new Once(make);
  expect(make).not.toHaveBeenCalled();
  const [a, b] = await Promise.all([once.get(), once.get()]);
  expect(b).toBe(a);
  expect(await once.get()).toBe(a);
  expect(make).toHaveBeenCalledOnce();
});

it("fails for all concurrent callers, and starts again for the next", async () => {
  const make = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new Error("busy"))
    .mockResolvedValue("made");
  const once = new Once(make);
  const both = await Promise.allSettled([once.get(), once.get()]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await once.get()).toBe("made");
  expect(make).toHaveBeenCalledTimes(2);
});

it("gives its value away, and creates another", async () => {
  let count = 0;
  const once = new Once(async () => ++count);
  expect(once.take()).toBeUndefined();
  await once.get();
  expect([await once.take(), await once.get()]).toEqual([1, 2]);
});
