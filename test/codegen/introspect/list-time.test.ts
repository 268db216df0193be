import { expect, it } from "vitest";
import { listLimits } from "../../../src/codegen/introspect/list-time.js";

it.each([
  ["nothing", {}, {}, 30_000, 30_000],
  ["--timeout", {}, { timeoutMs: 90_000 }, 90_000, 90_000],
  ["a short --timeout", {}, { timeoutMs: 5_000 }, 30_000, 5_000],
  ["the entry's timeout", { timeoutMs: 90_000 }, {}, 90_000, 90_000],
  ["a short timeout of the entry", { timeoutMs: 5_000 }, {}, 30_000, 30_000],
  ["listMs", {}, { limits: { listMs: 90_000 } }, 90_000, 90_000],
  ["listMs, and --timeout", {}, { limits: { listMs: 90_000 }, timeoutMs: 40_000 }, 90_000, 40_000],
  ["a short listMs", {}, { limits: { listMs: 900 } }, 900, 900],
] as const)("the time for lists, given %s", (_, entry, options, totalMs, pageMs) => {
  expect(listLimits(entry, options)).toEqual({ totalMs, pageMs });
});
