import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { anySignal } from "../../../src/runtime/async/any-signal.js";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Whether a signal of `make` aborts when only its listener is left. */
async function aborts(make: () => AbortSignal): Promise<boolean> {
  let aborted = false;
  make().addEventListener("abort", () => (aborted = true));
  await new Promise((resolve) => setTimeout(resolve, 20));
  collectGarbage();
  await new Promise((resolve) => setTimeout(resolve, 200));
  return aborted;
}

it("aborts at a time limit that nothing else refers to, also after a garbage collection", async () => {
  expect(await aborts(() => anySignal([new AbortController().signal, AbortSignal.timeout(100)]))).toBe(true);
});

it("aborts with the first of its signals, and with its reason", () => {
  const [one, other] = [new AbortController(), new AbortController()];
  const signal = anySignal([one.signal, anySignal([other.signal])]);
  other.abort(new Error("left"));
  one.abort(new Error("too late"));
  expect(signal.reason).toEqual(new Error("left"));
});
