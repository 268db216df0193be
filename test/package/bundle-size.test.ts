import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundle, root } from "../../scripts/bundle.mjs";
import { bundleSize } from "../../scripts/bundle-size.mjs";
import { generateFromModel } from "../../src/codegen/index.js";

let runtime: string;

beforeAll(async () => {
  await mkdir(join(root, "node_modules/.cache"), { recursive: true });
  runtime = await mkdtemp(join(root, "node_modules/.cache/fmcp-sized-"));
  await bundle("runtime", runtime, { place: "web" });
}, 120_000);
afterAll(() => rm(runtime, { recursive: true, force: true }));

// The bounds are what docs/places.md says, with room for a few kilobytes: a feature that is larger has to be loaded when it is used.
it("an app with one tool costs a page what docs/places.md says", { timeout: 60_000 }, async () => {
  const { ours, sdk } = await bundleSize({ runtime, generate: generateFromModel });
  expect(ours.firstCall / sdk.firstCall).toBeLessThan(2.9);
  expect(ours.oneFile / sdk.oneFile).toBeLessThan(3.5);
});
