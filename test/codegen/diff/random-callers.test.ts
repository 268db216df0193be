import { join } from "node:path";
import { expect, it } from "vitest";
import fc from "../../support/fast-check.js";
import { compareServers } from "../../../src/codegen/diff/index.js";
import { generateFromModel } from "../../../src/codegen/index.js";
import type { Json } from "../../../src/shared/json/json.js";
import { pair } from "./schema/random-schemas.js";
import { callerOf } from "./table/caller.js";
import { errorsOf, folderOf } from "./table/compile.js";
import { server } from "./table/row.js";
import { samples } from "./table/samples.js";

const RUNS = Number(process.env["FMCP_FUZZ_RUNS"] ?? 150);
const PLAIN = { type: "object", properties: { k: { type: "string" } }, required: ["k"] };
const root = (inner: Json): Json => ({
  type: "object",
  properties: { k: { type: "string" }, p: inner },
  required: ["k", "p"],
});

/** Found by chance rather than by thought: nobody says "safe" of what a caller does not survive. */
it("no change called safe breaks a derived caller, whatever the schemas", () => {
  const sample = fc.sample(pair, { numRuns: RUNS, seed: Number(process.env["FMCP_FUZZ_SEED"] ?? 7) });
  // where keywords contradict each other, nothing can come, and there is nothing to read
  const pairs = sample.filter(([, after]) => samples(after).length > 0);
  const files = new Map<string, string>();
  const safe = pairs.flatMap(([before, after], i) =>
    (["input", "output"] as const).flatMap((side) => {
      const model = (schema: Json) =>
        server({
          tools: [
            side === "input"
              ? { name: "act", inputSchema: root(schema) }
              : { name: "act", inputSchema: PLAIN, outputSchema: root(schema) },
          ],
        });
      const [was, is] = [model(before), model(after)];
      const said = compareServers([was], [is]).map(({ severity }) => severity);
      if (said.includes("breaking") || said.includes("unknown")) return [];
      const callers = [was, is].map((state, n) => {
        const folder = folderOf(`random/${i}${side}${n}`);
        for (const [path, text] of generateFromModel([state]).files)
          files.set(join(folder, "out", path), text);
        files.set(join(folder, "caller.ts"), callerOf(was));
        return join(folder, "caller.ts");
      });
      return [{ side, before, after, callers }];
    }),
  );
  expect(safe.length).toBeGreaterThan(RUNS / 6);
  const errors = errorsOf(
    files,
    safe.flatMap(({ callers }) => callers),
  );
  const broken = safe.flatMap(({ side, before, after, callers: [was = "", is = ""] }) => {
    // a caller that does not even compile against what was, proves nothing
    if ((errors.get(was) ?? []).length > 0 || (errors.get(is) ?? []).length === 0) return [];
    return [{ side, before: JSON.stringify(before), after: JSON.stringify(after), errors: errors.get(is) }];
  });
  const usable = safe.filter(({ callers: [was = ""] }) => errors.get(was)?.length === 0).length;
  expect(usable / safe.length).toBeGreaterThan(0.6);
  expect(broken).toEqual([]);
}, 120_000);
