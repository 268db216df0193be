import { expect, it } from "vitest";
import fc from "../../../support/fast-check.js";
import { compareSchemas } from "../../../../src/codegen/diff/schema/compare-schemas.js";
import type { Json } from "../../../../src/shared/json/json.js";
import { accepts, readSchema } from "../../../../src/shared/json-schema/index.js";
import { key, pair, scalar } from "./random-schemas.js";

const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 3 }),
  ) as fc.Arbitrary<Json>,
}));

const ALLOWED = {
  wider: new Set(["wider", "text"]),
  narrower: new Set(["narrower", "perhaps-narrower", "formal", "text"]),
};

it("a wider schema accepts everything accepted before, and a narrower one nothing else", () => {
  fc.assert(
    fc.property(pair, fc.array(value, { minLength: 20, maxLength: 40 }), ([before, after], values) => {
      const effects = compareSchemas(before, after).map(({ effect }) => effect);
      const [old, now] = [readSchema(before), readSchema(after)];
      for (const candidate of values) {
        const [was, is] = [accepts(old, candidate), accepts(now, candidate)];
        if (effects.every((effect) => ALLOWED.wider.has(effect)))
          expect(was && !is, JSON.stringify({ candidate, effects })).toBe(false);
        if (effects.every((effect) => ALLOWED.narrower.has(effect)))
          expect(is && !was, JSON.stringify({ candidate, effects })).toBe(false);
      }
    }),
    { numRuns: Number(process.env["FMCP_FUZZ_RUNS"] ?? 2_000) },
  );
});
