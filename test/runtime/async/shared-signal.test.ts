import { getMaxListeners } from "node:events";
import { expect, it } from "vitest";
import { shared } from "../../../src/runtime/async/on-abort.js";

it("leaves a signal that undici can ask for its most listeners", () => {
  expect(getMaxListeners(shared(new AbortController().signal))).toBe(Infinity);
});
