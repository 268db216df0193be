import * as z from "zod";
import { keyed } from "../../../src/runtime/validation/index.js";
import { cpuMsOf } from "../../support/cpu-time.js";
import type { Findings } from "../kit/findings.js";

const GROUP = "many patterns";

const VALUE = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${"ab".repeat(10)}${i}`, "x"]));

const KINDS: Readonly<Record<string, (i: number) => string>> = {
  "that an automaton matches": (i) => `^(a|b){3}x{1,9}${i}`,
  "that an automaton matches, large": (i) => `^(a|b){${i % 50}}x{1,1000}${i}`,
  "that JavaScript matches": (i) => `^p${i}$`,
};

const FEW = 300;
const MANY = 3_000;

/** 3,000 may cost so much more than ten times what 300 cost: other work on the machine. */
const ROOM = 1.25;

/** 3,000 patterns cost ten times what 300 do: when they are compiled, and from then on. */
export async function patterns(_root: string, _work: string, findings: Findings): Promise<void> {
  for (const [kind, pattern] of Object.entries(KINDS)) {
    costOf(FEW, pattern);
    const first = ratiosOf(pattern);
    // other work on the machine takes the caches of the processor
    const second = Object.values(first).some((ratio) => ratio > 10 * ROOM) ? ratiosOf(pattern) : first;
    for (const step of ["compiled", "validated"] as const) {
      findings.tried(GROUP);
      const ratio = Math.min(first[step], second[step]);
      console.error(`          patterns ${kind}: 3,000 ${step} in ${ratio.toFixed(1)} times what 300 take`);
      if (ratio > 10 * ROOM) findings.fault(GROUP, "hangs", `${kind}: ${step} in ${ratio.toFixed(1)} times`);
    }
  }
}

function ratiosOf(pattern: (i: number) => string): Readonly<Record<"compiled" | "validated", number>> {
  const [few, many] = [costOf(FEW, pattern), costOf(MANY, pattern)];
  return { compiled: many.compiled / few.compiled, validated: many.validated / few.validated };
}

/**
 * What a schema of `count` patterns costs: the least of some runs, in milliseconds of a processor. Each run does the work of MANY
 * patterns, in one schema or in several: else the warm-up of the compiler and the collector of garbage, which come with the
 * amount of work, would count for the larger schema alone.
 */
function costOf(
  count: number,
  pattern: (i: number) => string,
): { readonly compiled: number; readonly validated: number } {
  const schemas = MANY / count;
  const runs = Array.from({ length: 3 }, (_, run) => {
    const all = Array.from({ length: schemas }, (_unused, at) =>
      keyed({
        patterns: Array.from({ length: count }, (_each, i) => [
          `${pattern(i)}(r${run}n${count}s${at})?`,
          z.string(),
        ]),
      }),
    );
    const validate = (): void => all.forEach((schema) => void schema.safeParse(VALUE));
    const compiled = cpuMsOf(validate);
    return { compiled, validated: Math.min(...[1, 2, 3].map(() => cpuMsOf(validate))) };
  });
  const least = (step: "compiled" | "validated"): number => Math.min(...runs.map((run) => run[step]));
  return { compiled: least("compiled") / schemas, validated: least("validated") / schemas };
}
