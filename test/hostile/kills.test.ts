import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../../scripts/bundle.mjs";
import { killEverywhere, SHORT_RUN } from "./kit/kills.js";

it("leaves the old state, the new one, or one that the next run completes, wherever it is killed", async () => {
  // below the project, so that the process finds its packages
  const work = join(root, "node_modules/.cache/fmcp-kills");
  const report = await killEverywhere(work, SHORT_RUN, false);
  expect(report.faults).toEqual([]);
  expect(report.old).toBeGreaterThan(0);
  expect(report.repaired).toBeGreaterThan(0);
  expect(report.named).toBeGreaterThan(report.repaired);
  expect(report.old + report.new + report.repaired).toBe(report.steps);
}, 300_000);
