import { describe, expect, it } from "vitest";
import fc from "../support/fast-check.js";
import { matchesOf } from "../../src/shared/json-schema/pattern/matchers.js";
import { accepts } from "../../src/shared/json-schema/index.js";
import { compileValidators, planOf } from "./compile-validators.js";
import { ajvOf } from "./judge.js";
import { knownDifference } from "./known-differences.js";
import { mutate, randomOf, sample } from "./sample.js";
import { schemaArbitrary, valueArbitrary } from "./schema-arbitrary.js";

/** FMCP_FUZZ_RUNS: how many schemas. Default 500; 10,000 before a release. FMCP_FUZZ_SEED repeats a run. */
const numRuns = Number(process.env["FMCP_FUZZ_RUNS"] ?? 500);

describe("emitted validators and Ajv", () => {
  it(`agree on ${numRuns} random schemas, but for Ajv's known faults`, { timeout: numRuns * 200 }, () => {
    let judged = 0;
    fc.assert(
      fc.property(
        schemaArbitrary,
        fc.array(valueArbitrary, { minLength: 4, maxLength: 4 }),
        fc.integer(),
        (schema, anything, sampleSeed) => {
          const judge = ajvOf(schema);
          const plan = planOf(schema);
          // A reference that leads only back to itself has no meaning: Ajv overflows the stack, we let it say nothing.
          if (judge === undefined || plan.diagnostics.length > 0) return;
          const validator = compileValidators(plan)["root"];
          const random = randomOf(sampleSeed);
          const samples = Array.from({ length: 3 }, () => sample(schema, schema, random));
          const values = [...anything, ...samples, ...samples.map((value) => mutate(value, random))];
          for (const value of values) {
            const text = JSON.stringify(value);
            const [document] = plan.declarations;
            const result = validator?.safeParse(value);
            const evaluated = accepts(document?.document as NonNullable<typeof document>["document"], value, {
              matches: matchesOf(),
            });
            expect(result?.success, `the validator and the evaluator differ on ${text}`).toBe(evaluated);
            if (result?.success === true)
              expect(result.data, "validation gives back the very value").toBe(value);
            expect(JSON.stringify(value), "validation changes nothing").toBe(text);
            judged++;
            const verdict = judge(value);
            if (
              verdict !== undefined &&
              knownDifference(schema, value) === undefined &&
              result?.success !== verdict
            ) {
              throw new Error(
                `${text} is ${result?.success === true ? "accepted" : "refused"}, and Ajv differs`,
              );
            }
          }
        },
      ),
      { numRuns },
    );
    expect(judged).toBeGreaterThan(numRuns * 2);
  });
});
