import * as z from "zod";
import { describe, expect, it } from "vitest";
import { keyed } from "../../../src/runtime/validation/index.js";
import { cpuMsOf } from "../../support/cpu-time.js";

const value = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${"ab".repeat(10)}${i}`, "x"]));

function validatorOf(count: number, pattern: (i: number) => string): z.ZodType {
  return keyed({ patterns: Array.from({ length: count }, (_, i) => [pattern(i), z.string()] as const) });
}

/** The least that a validation of 300 properties took, in milliseconds; the first one compiles. */
function costOf(schema: z.ZodType): { readonly first: number; readonly later: number } {
  const first = cpuMsOf(() => schema.safeParse(value));
  const later = Math.min(...Array.from({ length: 3 }, () => cpuMsOf(() => schema.safeParse(value))));
  return { first, later };
}

describe("validation by many patterns", () => {
  it.each<[kind: string, pattern: (i: number) => string]>([
    ["that an automaton matches", (i) => `^(a|b){3}x{1,9}${i}`],
    ["that JavaScript matches", (i) => `^p${i}$`],
  ])("takes time in proportion to their number, %s", (_kind, pattern) => {
    costOf(validatorOf(10, pattern));
    const few = costOf(validatorOf(300, pattern));
    const many = costOf(validatorOf(3_000, pattern));
    // ten times as many patterns, with room for the noise of a busy machine; a cache that clears itself made it 85 times
    expect(many.later).toBeLessThan(10 * Math.max(few.later, 20));
    expect(many.first).toBeLessThan(10 * Math.max(few.first, 50));
  });

  it("is not slowed down by the patterns of another server", () => {
    const mine = validatorOf(300, (i) => `^(a|b){3}y{1,9}${i}`);
    const before = costOf(mine).later;
    costOf(validatorOf(3_000, (i) => `^(a|b){3}z{1,9}${i}`));
    expect(cpuMsOf(() => mine.safeParse(value))).toBeLessThan(3 * Math.max(before, 20));
  });
});
